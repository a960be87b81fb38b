"""Why a file cannot be read, in words for the person who gave it, and what to do next."""

from __future__ import annotations

from indexer.document import Refusal
from indexer.readers.ocr_extra import OCR_INSTALL

LIBREOFFICE = (
    "Debian、Ubuntu：sudo apt install libreoffice-writer-nogui；"
    "其他系统：https://www.libreoffice.org/download/"
)
"""Where it is to be had."""
_AS_DOCX = "用 Word 或 WPS 打开，另存为 .docx 后再添加。"

# code → message, next step; {} is filled with what was met.
_REFUSALS: dict[str, tuple[str, str]] = {
    "empty": ("文件是空的。", "请重新下载或导出原件后再添加。"),
    "binary": ("{}，不是文字。", "请确认这是报告原件；若是，请重新下载后再添加。"),
    "too_large": ("{}，超出可读范围。", "请拆成单份报告，或去掉附件、图片后再添加。"),
    "too_complex": ("{}，超出可读范围。", "请在 Word 或浏览器中另存为 .txt 或 .docx 后再添加。"),
    "damaged": ("文件已损坏：{}。", "请重新下载原件；若能用 Word 打开，另存一份后再添加。"),
    "no_libreoffice": (
        "读取这种格式需要 LibreOffice，本机没有找到 (LibreOffice is not installed)。",
        f"请安装后再添加（{LIBREOFFICE}），或用 GONGKAI_SOFFICE 指明它的位置；"
        "也可用 Word 或 WPS 另存为 .docx 后再添加。",
    ),
    "conversion_slow": ("LibreOffice 在 {} 秒内没有转换完。", _AS_DOCX),
    "encrypted": ("文件设有打开密码。", "请取消密码后另存一份再添加。"),
    "scan": (
        "每一页都是图片，没有可读的文字{}。",
        f"请安装文字识别：{OCR_INSTALL}，再重新添加；或另存为 .docx 后添加。",
    ),
    "no_text": (
        "读完全文没有得到文字{}。",
        "若正文是图片，请先做文字识别；若网页由脚本载入，请在浏览器中另存为完整网页。",
    ),
    "ofd_pictures": (
        "OFD 的各页（共 {} 页）都是图片或曲线，没有文字。",
        f"请用 OFD 阅读器导出为 PDF 后再添加，由文字识别读取（{OCR_INSTALL}）。",
    ),
    "ofd_glyphs": (
        "OFD 的文字只有字形，{}没有对应的字符。",
        "请先做文字识别，核对后存为 .docx 或 .txt 再添加。",
    ),
}

# format → what it is called, next step.
_UNSUPPORTED: dict[str, tuple[str, str]] = {
    "sheet": ("电子表格", "请把报告全文另存为 .docx 或 .html 后再添加。"),
    "slides": ("演示文稿", "请把报告全文另存为 .docx 或 .txt 后再添加。"),
    "works": ("Microsoft Works 文档（.wps）", _AS_DOCX),
    "ole": ("旧式复合文件（OLE2）", _AS_DOCX),
    "zip": ("这个压缩包", "请解压后逐个添加其中的报告；单独的报告压缩包，文件名应以 .zip 结尾。"),
    "archive": ("压缩包", "请解压后逐个添加其中的报告。"),
}

PASSING = frozenset({"no_libreoffice", "conversion_slow"})
"""Codes of what the state of the machine caused, so that the same file is tried again."""

UNSUPPORTED_FORMATS = frozenset(_UNSUPPORTED)


class Refused(Exception):
    """Ends the reading of one file from any depth. `read.read` turns it into its Refusal."""

    def __init__(self, code: str, detail: str = "") -> None:
        message, next_step = _REFUSALS[code]
        self.refusal = Refusal(code, message.format(detail), next_step)
        super().__init__(self.refusal.message)


def unsupported(format: str) -> Refusal:
    """The refusal of a format that is known but has no reader."""
    name, next_step = _UNSUPPORTED[format]
    return Refusal("format_unsupported", f"暂不支持{name}。", next_step)
