"""What the proof of pushes stands on: push services that are not ours, and a device in each guardian's pocket."""
