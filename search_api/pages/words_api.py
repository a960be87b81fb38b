"""What the page of the API says, by key: Chinese, then English."""

from __future__ import annotations

API: dict[str, tuple[str, str]] = {
    "api": ("接口", "API"),
    "api.about": (
        "只读的 HTTP 接口。参数与 search 命令的选项同名同义。不认识的参数不会被略过，而是报错。",
        "A read-only HTTP API. Parameters are called and mean as the options of the search command."
        " One that is not known is refused and not passed over.",
    ),
    "api.openapi": ("OpenAPI 描述", "OpenAPI description"),
    "api.contents": ("本页内容", "On this page"),
    "api.use": ("用法", "How to use it"),
    "api.use.forms": (
        "答案为 JSON。多行的答案另有 CSV 和 NDJSON：路径后加 .csv 或 .ndjson，或写明 Accept。"
        "没有给全的，末行会说明。",
        "Answers are JSON. Those of many rows come as CSV and NDJSON too: add .csv or .ndjson to"
        " the path, or send Accept. One that is not complete says so in its last row.",
    ),
    "api.use.next": (
        "下一页：把 next 的值作为 after，或沿用 Link 头所给的地址。",
        "Next page: give the value of next as after, or follow the address in the Link header.",
    ),
    "api.use.etag": (
        "数据未变时，带上 If-None-Match 再问，得到 304 而无正文。",
        "While the data have not changed, asking again with If-None-Match gives 304 and no body.",
    ),
    "api.use.id": (
        "每个答案带 {header}，日志中也记有此号；请求自带的会沿用。",
        "Every answer carries {header}, which stands in the log too; one that you send is kept.",
    ),
    "api.use.token": (
        "须出示令牌：Authorization: Bearer 令牌，或以令牌为密码的 Basic。",
        "A token is needed: Authorization: Bearer, or Basic with the token as the password.",
    ),
    "api.use.open": ("此处查询无须令牌。", "No token is needed here."),
    "api.endpoints": ("端点", "Endpoints"),
    "api.parameter": ("参数", "Parameter"),
    "api.kind": ("类型", "Type"),
    "api.default": ("默认", "Default"),
    "api.meaning": ("含义", "Meaning"),
    "api.required": ("必填", "required"),
    "api.forms": ("格式", "Forms"),
    "api.example": ("答案的样子", "An answer"),
    "api.asked": ("所问", "Asked"),
    "api.problems": ("出错时", "When something is wrong"),
    "api.problems.about": (
        "答案是 application/problem+json（RFC 9457）。程序请看 code，它不会变。",
        "The answer is application/problem+json (RFC 9457). Programs look at its code, which is"
        " stable.",
    ),
    "api.code": ("代码", "Code"),
    "api.status": ("状态码", "Status"),
    "api.promises": ("什么不变，什么会变", "What is stable, and what is not"),
    "api.stable": ("同一大版本内不变", "Stable within a major version"),
    "api.unstable": ("可能变化", "May change"),
}
