"""What happens in the room: day notes, sleep and meals, and how many adults there are."""
