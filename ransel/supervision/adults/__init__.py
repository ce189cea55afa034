"""How many adults a group has, by the half hour. A number, and no rota."""
