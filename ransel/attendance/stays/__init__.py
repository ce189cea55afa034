"""When children are to be here: plans and what changes them, read as the days they come to. See decision 0016."""
