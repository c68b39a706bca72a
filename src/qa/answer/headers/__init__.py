"""A document's header, and documents that the corpus only mentions: number, date, signer, bases, effect."""
