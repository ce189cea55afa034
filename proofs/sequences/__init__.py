"""Files and hands in any order: what is told, what follows from it by the rules alone, and what came of it."""
