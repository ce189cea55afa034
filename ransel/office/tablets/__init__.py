"""Tablets that the groups of a unit share: paired, changed and unpaired from the desk."""
