"""What users of the API may rely on within a major version, and what may change: Chinese, English.

The page /api and docs/api.md say the same.
"""

from __future__ import annotations

STABLE = (
    (
        "地址、参数名、JSON 的键、CSV 的列名、problem 的 code、报告编号、永久地址：只增不减",
        "addresses, names of parameters, keys of JSON, columns of CSV, codes of problems, ids of"
        " reports, permanent addresses: only ever added to",
    ),
    ("文档写明的检索式写法", "the query language as it is documented"),
    ("数据项的键和状态、核查项目的键", "keys and statuses of figures, keys of checks"),
    ("命令行选项与同名参数含义相同", "a parameter means what the option of that name means"),
)
UNSTABLE = (
    ("score 的数值和同名次之间的先后", "the numbers of score, and the order among equals"),
    ("游标和 ETag 的内容", "what is written in a cursor or an ETag"),
    ("title、detail、message 的文字", "the wording of title, detail and message"),
    ("suggest 给出的先后", "what suggest gives first"),
    ("网页的 HTML", "the HTML of the pages"),
    ("日志的字段和 /metrics 的指标", "fields of the log and names of metrics"),
)
