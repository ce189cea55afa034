"""A child goes home with another: by a code that one family makes and the other enters."""
