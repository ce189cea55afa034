"""Logging in with ID-porten or Feide: OpenID Connect, made as strict as they allow.

`profile` says how each is spoken to, `endpoints` asks it, `proof` reads what it signs, `provider` puts these together
behind the seam of `identity.provider`, `views` takes its word that a login is over. Decision 0028; norway.md 1.
"""
