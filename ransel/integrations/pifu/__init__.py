"""PIFU-IMS 1.2 and 1.3: what Norwegian school systems export. A profile of IMS Enterprise 1.1, in XML."""
