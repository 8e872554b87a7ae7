"""The law: citations in German text, official wording in one normal form, what changed in it."""
