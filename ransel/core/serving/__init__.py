"""One process: requests take one thread hop into Django's WSGI handler, streams stay on the event loop."""
