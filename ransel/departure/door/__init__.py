"""At the door: with whom a child may go, what is not as agreed, and how it left."""
