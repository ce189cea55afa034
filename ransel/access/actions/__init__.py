"""What those who may do to units, posts and guardians. Each asks its permit, and has the room below write."""
