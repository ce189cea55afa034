"""What sets up, checks and proves. Only the standard library, until the environment stands."""
