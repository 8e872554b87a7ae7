"""Keeping the norm register: law texts from a folder or from gesetze-im-internet.de, what changed, who confirms."""
