import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ransel.config.settings")
django.setup(set_prefix=False)

from ransel.core.serving.application import Application  # noqa: E402  after Django is set up

application = Application()
