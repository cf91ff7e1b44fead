"""What figures of speed and memory were taken on."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

_STATUS, _CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def machine() -> str:
    """The processor and the system, in words."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text(encoding="utf-8").splitlines() if cpu.exists() else []
    model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return f"{model or platform.processor() or platform.machine()}, {platform.system()}"


def peak() -> float:
    """Most memory that this process has held since the last `forget_peak`, in MiB; 0 where nothing tells."""
    if _STATUS.exists():
        line = next(line for line in _STATUS.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 2**10
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def forget_peak() -> None:
    """Have `peak` begin anew, where the system can do that (Linux)."""
    try:
        _CLEAR.write_text("5", encoding="ascii")
    except OSError:
        return


__all__ = ["forget_peak", "machine", "peak"]
