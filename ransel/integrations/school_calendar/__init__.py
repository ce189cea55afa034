"""A school calendar (skolerute): which days are free, for whom, in which units; from a sheet or a calendar file."""
