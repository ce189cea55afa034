"""The parts of `bin/prove week`: a model of the rules in dicts, random steps against it, and figures."""
