"""What a browser keeps: where to look for it, and a page that leaves something in every such place."""
