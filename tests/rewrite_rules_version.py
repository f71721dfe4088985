"""Give the current rules and weights a version: today's date, or the one that is named.

python tests/rewrite_rules_version.py [VERSION]
"""

import sys
from datetime import UTC, datetime

from cleanwire.version import write_version

if __name__ == "__main__":
    write_version(sys.argv[1] if len(sys.argv) > 1 else f"{datetime.now(UTC):%Y.%m.%d}")
