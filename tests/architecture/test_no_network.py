import socket

import pytest

from tests.no_network import NetworkUsed


def test_a_test_that_reaches_out_is_stopped():
    with socket.socket() as out, pytest.raises(NetworkUsed):
        out.connect(("192.0.2.1", 80))
