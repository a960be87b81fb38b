"""What our engines are measured against: other ways to find characters in the same passages.

A module each, with a `PEER` in it; the process of one loads no other.
"""

MODULES = {
    "scan": "tests.bench.peers.plain",
    "fts5": "tests.bench.peers.fts5",
    "jieba-whoosh": "tests.bench.peers.jieba_whoosh",
}
