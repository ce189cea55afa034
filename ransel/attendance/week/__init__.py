"""The guardian's pages about when children are to be here: their weeks, their plans, and days off."""
