"""Attacks: each is contained (told as what it is, or simply wrong), and the next good submission is
graded as ever.

An attack writes what it managed into its output: `leak` is a value that no contained run can
return.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.code.grade import CodeGrader
from tests.code.specs import DOUBLE, GOOD, changed, chinese, english

pytestmark = [
    pytest.mark.tensorflow,
    pytest.mark.skipif(sys.platform != "linux", reason="the sandbox is Linux's"),
]
SECRET = "quizbank-secret-7c1f"

# what a run may do that must be refused by the system: name -> statements that raise when refused
DENIED = {
    "tcp socket": "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
    "udp socket": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', "
    "('127.0.0.1', 9))",
    "unix socket": "import socket; socket.socket(socket.AF_UNIX)",
    "raw socket": "import socket; socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
    "netlink socket": "import socket; socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "url": "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/', timeout=1)",
    "listen": "import socket; socket.create_server(('127.0.0.1', 0))",
    "passwd": "open('/etc/passwd').read()",
    "shadow": "open('/etc/shadow').read()",
    "hostname": "open('/etc/hostname').read()",
    "home": "import os; os.listdir({home!r})",
    "secret file": "open({secret!r}).read()",
    "temporary folder": "import os; os.listdir('/tmp')",
    "root folder": "import os; os.listdir('/')",
    "source tree": "open({tree!r} + '/graders/code/judge.py').read()",
    "source listing": "import os; os.listdir({tree!r})",
    "import of this program": (
        "import sys\n"
        "for n in [n for n in sys.modules if n.startswith('graders')]: del sys.modules[n]\n"
        "import graders.code.judge"
    ),
    "parent environment": "open('/proc/{parent}/environ', 'rb').read()",
    "parent memory": "open('/proc/{parent}/mem', 'rb').read(1)",
    "zygote environment": "import os; open(f'/proc/{{os.getppid()}}/environ', 'rb').read()",
    "zygote maps": "import os; open(f'/proc/{{os.getppid()}}/maps').read()",
    "zygote descriptors": "import os; os.listdir(f'/proc/{{os.getppid()}}/fd')",
    "list of processes": "import os; os.listdir('/proc')",
    "root by proc": "import os; os.listdir('/proc/self/root')",
    "write outside": "open('/tmp/quizbank-attack', 'w')",
    "write home": "open({home!r} + '/quizbank-attack', 'w')",
    "append secret": "open({secret!r}, 'a')",
    "write library": "import numpy; open(numpy.__file__, 'a')",
    "write shared memory": "open('/dev/shm/quizbank-attack', 'w')",
    "unlink outside": "import os; os.unlink({secret!r})",
    "rename outside": "import os; os.rename({secret!r}, 'mine')",
    "truncate outside": "import os; os.truncate({secret!r}, 0)",
    "folder outside": "import os; os.mkdir('/tmp/quizbank-attack-folder')",
    "read through symlink": "import os; os.symlink({secret!r}, 'link'); open('link').read()",
    "hard link": "import os; os.link({secret!r}, 'link')",
    "chmod": "import os; os.chmod({secret!r}, 0o777)",
    "chmod of own": "import os; open('mine', 'w').close(); os.chmod('mine', 0o777)",
    "chown": "import os; os.chown({secret!r}, 12345, 12345)",
    "utime": "import os; os.utime({secret!r}, (0, 0))",
    "xattr": "import os; os.setxattr({secret!r}, 'user.x', b'1')",
    "fifo": "import os; os.mkfifo('pipe')",
    "device node": "import os; os.mknod('node', 0o20666, os.makedev(1, 1))",
    "fork": "import os; os.fork()",
    "forkpty": "import os; os.forkpty()",
    "spawn": "import os; os.posix_spawn('/bin/true', ['true'], {{}})",
    "exec": "import os; os.execv('/bin/true', ['true'])",
    "subprocess": "import subprocess; subprocess.run(['/bin/true'])",
    "multiprocessing": (
        "import multiprocessing as m; m.get_context('fork').Process(target=print).start()"
    ),
    "memfd": "import os; os.memfd_create('x')",
    "shared memory": (
        "from multiprocessing.shared_memory import SharedMemory; "
        "SharedMemory(create=True, size=1 << 20)"
    ),
    "kill parent": "import os; os.kill({parent}, 9)",
    "kill zygote": "import os; os.kill(os.getppid(), 9)",
    "kill all": "import os; os.kill(-1, 9)",
    "kill init": "import os; os.kill(1, 0)",
    "pidfd": "import os, signal; signal.pidfd_send_signal(os.pidfd_open(os.getppid()), 0)",
    "nice": "import os; os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
    "affinity of zygote": "import os; os.sched_setaffinity(os.getppid(), {{0}})",
    "limits of zygote": (
        "import os, resource; resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (4, 4))"
    ),
    "raise limit": (
        "import resource\n"
        "try: resource.setrlimit(resource.RLIMIT_CPU, (999, 999))\n"
        "except ValueError as e: raise PermissionError(1, str(e))"
    ),
    "setuid": "import os; os.setuid(12345)",
    "chroot": "import os; os.chroot('.')",
    "terminal": "open('/dev/tty')",
}
SYSCALLS = {
    "ptrace": "101, 16, PPID, 0, 0",
    "process_vm_readv": "310, PPID, 0, 0, 0, 0, 0",
    "io_uring": "425, 8, 0",
    "unshare": "272, 0x10000000",
    "bpf": "321, 0, 0, 0",
    "perf": "298, 0, 0, -1, -1, 0",
    "keyctl": "250, 0, -3, 0",
    "userfaultfd": "323, 0",
    "mount": "165, 0, 0, 0, 0, 0",
    "clear parent death": "157, 1, 0, 0, 0, 0",
    "open by handle": "304, -100, 0, 0",
    "clone3": "435, 0, 0",
    "vfork by clone": "56, 0x4111, 0, 0, 0, 0",
}


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("home") / "secret.txt"
    path.write_text(SECRET)
    yield path
    assert path.read_text() == SECRET and oct(path.stat().st_mode & 0o777) == "0o644"


def good_still_passes(grader: CodeGrader) -> None:
    assert grader.grade(DOUBLE, GOOD, 1).outcome == "correct"


@pytest.mark.parametrize("name", DENIED)
def test_a_denied_act_is_told_and_one_that_is_caught_changes_nothing(
    grader: CodeGrader, secret: Path, name: str
) -> None:
    tree = str(Path(__file__).parents[2])
    act = DENIED[name].format(
        secret=str(secret), home=str(Path.home()), tree=tree, parent=os.getpid()
    )
    lines = "".join(f"        {line}\n" for line in act.split("\n"))
    plain = f"def double(x):\n    if True:\n{lines}    return 'leak'\n"
    verdict = grader.grade(DOUBLE, plain, 1)
    assert (verdict.outcome, verdict.parts[0].word) == ("wrong", "denied-action"), verdict.diagnoses
    caught = (
        f"def double(x):\n    try:\n{lines}    except OSError:\n        return x + x\n    "
        "return 'leak'\n"
    )
    assert grader.grade(DOUBLE, caught, 1).outcome == "correct"
    assert not Path("/tmp/quizbank-attack").exists()


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="system calls by number")
@pytest.mark.parametrize("name", SYSCALLS)
def test_a_raw_system_call_is_refused(grader: CodeGrader, name: str) -> None:
    source = (
        "import ctypes, os\ndef double(x):\n    libc = ctypes.CDLL(None, use_errno=True)\n"
        f"    r = libc.syscall({SYSCALLS[name].replace('PPID', 'os.getppid()')})\n"
        "    e = ctypes.get_errno()\n"
        "    return x + x if r == -1 and e in (1, 38) else f'leak {r} {e}'\n"
    )
    assert grader.grade(DOUBLE, source, 1).outcome == "correct"


CONTAINED = {
    "thread bomb": (
        "import threading, time\nthreading.stack_size(65536)\ndef double(x):\n    while True:\n"
        "        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n",
        {"denied-action", "memory-limit", "exception", "time-limit"},
    ),
    "memory in python": (
        "def double(x):\n    a = []\n    while True:\n        a.append(bytearray(1 << 24))\n",
        {"memory-limit"},
    ),
    "memory in tensorflow": (
        "import tensorflow as tf\ndef double(x):\n    a = []\n    while True:\n        "
        "a.append(tf.ones((1 << 24,)))\n",
        {"memory-limit"},
    ),
    "fifty gigabytes": (
        "import numpy as np\ndef double(x):\n    return np.ones(50 << 27)\n",
        {"memory-limit"},
    ),
    "shared mapping": (
        "import mmap\ndef double(x):\n    m = mmap.mmap(-1, 8 << 30)\n    m.write(b'x' * "
        "(2 << 30))\n    import time; time.sleep(9)\n",
        {"memory-limit", "time-limit"},
    ),
    "flood of output": (
        "import os\ndef double(x):\n    while True:\n        os.write(1, b'x' * 65536)\n",
        {"output-limit"},
    ),
    "one large file": (
        "def double(x):\n    with open('a', 'wb') as f:\n        while True:\n           "
        " f.write(b'x' * (1 << 20))\n",
        {"output-limit"},
    ),
    "many large files": (
        "import time\ndef double(x):\n    for i in range(40):\n        open(f'f{i}', "
        "'wb').write(b'x' * (15 << 20))\n    time.sleep(9)\n",
        {"output-limit"},
    ),
    "many small files": (
        "import time\ndef double(x):\n    for i in range(5000):\n        open(f'f{i}', "
        "'w').close()\n    time.sleep(9)\n",
        {"output-limit"},
    ),
    "deep folders": (
        "import os\ndef double(x):\n    while True:\n        os.mkdir('d'); os.chdir('d')\n",
        {"output-limit", "exception"},
    ),
    "open descriptors": (
        "def double(x):\n    a = []\n    while True:\n        a.append(open('/dev/null'))\n",
        {"output-limit"},
    ),
    "ignored signals": (
        "import signal\nfor s in (1, 2, 3, 13, 14, 15, 24):\n    signal.signal(s, "
        "signal.SIG_IGN)\ndef double(x):\n    while True: pass\n",
        {"time-limit"},
    ),
    "alarm": (
        "import signal, time\ndef double(x):\n    signal.alarm(1); time.sleep(60)\n",
        {"no-result"},
    ),
    "native loop": (
        "import re\ndef double(x):\n    re.match(r'(a+)+$', 'a' * 60 + 'b')\n",
        {"time-limit"},
    ),
    "loop at import": ("while True:\n    pass\n", {"time-limit"}),
    "endless generator": (
        "def double(x):\n    return list(iter(int, 1))\n",
        {"memory-limit", "time-limit"},
    ),
    "endless dict": (
        "class D(dict):\n    def items(self):\n        while True: yield ('a', 1)\ndef "
        "double(x):\n    return D()\n",
        {"exception", "wrong-structure", "memory-limit", "time-limit"},
    ),
    "self-containing list": (
        "def double(x):\n    a = []\n    a.append(a)\n    return a\n",
        {"exception"},
    ),
    "deep nesting": (
        "def double(x):\n    for _ in range(100_000): x = [x]\n    return x\n",
        {"exception"},
    ),
    "huge integer": ("def double(x):\n    return 1 << 5_000_000\n", {"wrong-structure"}),
    "large integer": ("def double(x):\n    return 1 << 60_000\n", {"wrong-shape"}),
    "huge result": (
        "import numpy as np\ndef double(x):\n    return [np.zeros(12_000_000)] * 8\n",
        {"output-limit", "memory-limit"},
    ),
    "huge representation": (
        "class R:\n    def __repr__(self): return 'x' * 10 ** 9\ndef double(x):\n    return R()\n",
        {"wrong-structure"},
    ),
    "exception that cannot be told": (
        "class E(Exception):\n    def __str__(self): raise SystemExit(0)\ndef "
        "double(x):\n    raise E\n",
        {"exception"},
    ),
    "exception in a chain of itself": (
        "def double(x):\n    e = ValueError(); e.__cause__ = e\n    raise e\n",
        {"exception"},
    ),
    "base exception": (
        "class B(BaseException): pass\ndef double(x):\n    raise B\n",
        {"exception"},
    ),
    "recursion": (
        "def double(x):\n    import sys; sys.setrecursionlimit(10 ** 8)\n    def f(): "
        "f()\n    f()\n",
        {"no-result", "time-limit", "exception", "memory-limit"},
    ),
    "interrupted": ("def double(x):\n    raise KeyboardInterrupt\n", {"exception"}),
    "stop of itself": (
        "import os, signal\ndef double(x):\n    os.kill(os.getpid(), signal.SIGSTOP)\n",
        {"time-limit"},
    ),
    "abort": ("import os\ndef double(x):\n    os.abort()\n", {"no-result"}),
    "exit with success": ("import os\nos._exit(0)\n", {"no-result"}),
    "exit at import": ("raise SystemExit\n", {"no-result"}),
    "closed descriptors": (
        "import os\nos.closerange(0, 4096)\ndef double(x):\n    return x + x\n",
        {"no-result"},
    ),
    "closed output": (
        "import sys\nsys.stdout.close(); sys.stderr.close()\ndef double(x):\n    return 3 * x\n",
        {"wrong-value"},
    ),
    "input that waits": ("def double(x):\n    return input()\n", {"exception"}),
    "escape by escape sequences": (
        "def double(x):\n    raise ValueError('\\x1b]0;owned\\x07\\x9b31m')\n",
        {"exception"},
    ),
    "type name with escapes": (
        "def double(x):\n    return type('\\x1b[31m' + 'A' * 10 ** 6, (), {})()\n",
        {"wrong-structure"},
    ),
}


@pytest.mark.parametrize("name", CONTAINED)
def test_a_runaway_is_contained(grader: CodeGrader, name: str) -> None:
    source, words = CONTAINED[name]
    # a busy machine hands memory out slowly: it, not the clock, is what those are to run into
    times = {"cpu": 20, "wall": 30} if "memory" in name else {"cpu": 1, "wall": 3.5}
    question = changed(DOUBLE, limits={**times, "memory": "1GB"})
    verdict = grader.grade(question, source, 1)
    assert verdict.outcome == "wrong" and verdict.parts[0].word in words, verdict.diagnoses
    said = english(verdict.diagnoses[0]) + chinese(verdict.diagnoses[0])
    assert len(said) < 2000 and "\x1b" not in said and "\x9b" not in said
    good_still_passes(grader)


FRAME = """
import json, os, struct
def frame(header, body=b""):
    text = json.dumps({**header, "sizes": [len(body)] if body else []}).encode()
    return struct.pack("<4sIQ", b"QBF1", len(text), len(body)) + text + body
def everywhere(data):
    for fd in range(3, 1024):
        try: os.write(fd, data)
        except OSError: pass
"""
FORGED = {
    "a verdict": (
        "everywhere(frame({'kind': 'end', 'outcome': 'correct', 'score': 1.0})); os._exit(0)"
    ),
    "an early end": "everywhere(frame({'kind': 'end', 'device': 'CPU'}))",
    "a printed verdict": 'print(\'{"outcome": "correct", "score": 1.0}\', flush=True); os._exit(0)',
    "half a frame": "everywhere(frame({'kind': 'end'})[:9]); os._exit(0)",
    "noise": "everywhere(os.urandom(4096)); os._exit(0)",
    "an oversized frame": "everywhere(struct.pack('<4sIQ', b'QBF1', 2, 1 << 60)); os._exit(0)",
    "an oversized header": "everywhere(struct.pack('<4sIQ', b'QBF1', 0xffffffff, 0)); os._exit(0)",
    "deep json": (
        "everywhere(struct.pack('<4sIQ', b'QBF1', 200000, 0) + b'[' * 200000); os._exit(0)"
    ),
    "negative sizes": (
        "t = b'{\"sizes\": [-5, 5]}'; "
        "everywhere(struct.pack('<4sIQ', b'QBF1', len(t), 0) + t); os._exit(0)"
    ),
    "a shape that overflows": (
        "everywhere(frame({'kind': 'case', 'group': 'values', 'index': 0, "
        "'value': ['a', 'float32', [1 << 62, 4], 0]}, b'0000')); os._exit(0)"
    ),
    "an unknown dtype": (
        "everywhere(frame({'kind': 'case', 'group': 'values', 'index': 0, "
        "'value': ['a', 'object', [1], 0]}, b'00000000')); os._exit(0)"
    ),
    "a case twice": "f = frame({'kind': 'case', 'group': 'values', 'index': 0, 'value': ['n']}); "
    "everywhere(f + f); os._exit(0)",
    "an endless stream": "\n    while True: everywhere(frame({'kind': 'loaded'}) * 1000)",
    "not a word": "everywhere(frame({'kind': 'failed', 'error': {'word': 'correct', 'type': 3, "
    "'message': [], 'line': 'x'}})); os._exit(0)",
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_frame_is_no_result(grader: CodeGrader, name: str) -> None:
    verdict = grader.grade(
        DOUBLE, f"{FRAME}\ndef double(x):\n    {FORGED[name]}\n    return 3 * x\n", 1
    )
    assert verdict.outcome == "wrong", verdict
    assert verdict.parts[0].word in ("no-result", "output-limit", "time-limit", "exception"), (
        verdict.diagnoses
    )
    good_still_passes(grader)


LIES = {
    "patched numpy": (
        "import numpy as np\nnp.allclose = np.array_equal = lambda *a, **k: True\nnp.abs = np.abs\n"
    ),
    "patched tensorflow": (
        "import tensorflow as tf\n"
        "tf.reduce_mean = tf.multiply = tf.debugging.assert_near = lambda *a, **k: 0\n"
    ),
    "patched json and struct": (
        'import json, struct\njson.dumps = lambda *a, **k: \'{"kind": "end"}\'\n'
    ),
    "patched grader": "import sys\nfor n, m in list(sys.modules.items()):\n    if "
    "n.startswith('graders'):\n"
    "        for k in ('compare', 'entries', '_close', 'judge', 'word_of', 'describe'):\n"
    "            if hasattr(m, k): setattr(m, k, lambda *a, **k: None)\n",
    "atexit": 'import atexit, os\natexit.register(lambda: os.write(1, b\'{"outcome": '
    '"correct"}\'))\n',
    "trace": "import sys\nsys.settrace(lambda *a: None)\n",
    "equality": (
        "import builtins\n"
        "builtins.all = builtins.any = lambda *_: True\n"
        "builtins.isinstance = isinstance\n"
    ),
}
LYING = {
    "array interface": (
        "class L:\n        def __array__(self, *a, **k): return (x + x).numpy()\n    return L()"
    ),
    "always equal": (
        "import numpy as np\n"
        "    class L(np.ndarray):\n"
        "        def __eq__(self, o): return np.ones(3, bool)\n"
        "        def __sub__(self, o): return 0\n"
        "    return np.zeros(3, 'float32').view(L)"
    ),
    "shape by property": (
        "class L(float):\n        shape = (3,)\n        dtype = 'float32'\n    return L(2.0)"
    ),
    "tensor look-alike": (
        "class Tensor:\n"
        "        dtype = x.dtype\n"
        "        shape = x.shape\n"
        "        def numpy(self): return (x + x).numpy()\n"
        "    return Tensor()"
    ),
    "string of the numbers": "return str((x + x).numpy())",
    "object array": "import numpy as np\n    return np.array(list((x + x).numpy()), dtype=object)",
    "masked array": "import numpy as np\n    return np.ma.masked_all(3, 'float32')",
    "nan": "import numpy as np\n    return np.full(3, np.nan, 'float32')",
}


@pytest.mark.parametrize("name", LIES)
def test_patching_the_own_process_changes_nothing(grader: CodeGrader, name: str) -> None:
    assert (
        grader.grade(DOUBLE, f"{LIES[name]}\ndef double(x):\n    return x * 3\n", 1).outcome
        == "wrong"
    )
    good_still_passes(grader)


@pytest.mark.parametrize("name", LYING)
def test_a_lying_value_is_not_right(grader: CodeGrader, name: str) -> None:
    assert grader.grade(DOUBLE, f"def double(x):\n    {LYING[name]}\n", 1).outcome == "wrong"


def test_nothing_secret_is_in_the_process_of_a_submission(grader: CodeGrader) -> None:
    marked = changed(
        DOUBLE,
        reference=f"# {SECRET}\n" + DOUBLE.reference,
        cases=DOUBLE.cases + f"# {SECRET}-cases\n",
    )
    source = """
import re
def double(x):
    # a pattern that does not contain the text it finds, as this process holds the pattern
    needle = re.compile(rb'[q]uizbank[-]secret[-]7c1[f]')
    with open('/proc/self/maps') as maps, open('/proc/self/mem', 'rb') as memory:
        for line in maps:
            span, rights = line.split()[:2]
            start, end = (int(n, 16) for n in span.split('-'))
            if 'rw' not in rights or end - start > 1 << 28: continue
            try:
                memory.seek(start)
                if needle.search(memory.read(end - start)): return 'leak'
            except (OSError, ValueError): pass
    return x + x
"""
    assert grader.grade(marked, source, 4).outcome == "correct"


def test_the_parents_secrets_are_not_in_the_childs_environment(
    grader: CodeGrader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZBANK_TEST_TOKEN", SECRET)
    source = (
        "import os\nallowed = {'HOME', 'PATH', 'LANG'}\ndef double(x):\n"
        "    return 'leak' if any('TOKEN' in k or 'SECRET' in k for k in os.environ) else x + x\n"
    )
    with CodeGrader() as fresh:
        assert fresh.grade(DOUBLE, source, 1).outcome == "correct"


def test_one_run_leaves_nothing_for_the_next(grader: CodeGrader) -> None:
    leave = (
        "import os, tensorflow as tf, builtins\nopen('note', 'w').write('answer'); "
        "builtins.note = 1; tf.note = 1; os.environ['NOTE'] = '1'\n"
    )
    assert grader.grade(DOUBLE, leave + GOOD, 1).outcome == "correct"
    look = (
        "import os, tensorflow as tf, builtins, glob\ndef double(x):\n    found = "
        "glob.glob('../*/note') + glob.glob('note')\n"
        "    return 'leak' if found or hasattr(builtins, 'note') or hasattr(tf, 'note') "
        "or 'NOTE' in os.environ else x + x\n"
    )
    assert grader.grade(DOUBLE, look, 1).outcome == "correct"


def test_no_descriptor_but_its_own_reaches_a_child(grader: CodeGrader) -> None:
    held = socket.socket()
    source = (
        "import os\ndef double(x):\n    fds = [f for f in range(1024) if "
        "os.path.exists(f'/proc/self/fd/{f}')]\n"
        "    return x + x if len(fds) <= 8 and not any('socket' in "
        "os.readlink(f'/proc/self/fd/{f}') for f in fds if f < 1000) else str(fds)\n"
    )
    with held:
        verdict = grader.grade(DOUBLE, source, 1)
    assert verdict.outcome == "correct", verdict.evidence


def test_a_killed_zygote_is_replaced(grader: CodeGrader) -> None:
    with CodeGrader() as own:
        good_still_passes(own)
        zygote = own._runner.zygote
        assert zygote is not None
        zygote.process.kill()
        zygote.process.wait()
        good_still_passes(own)
        again = own._runner.zygote
        assert again is not None and again.process.pid != zygote.process.pid


def test_a_zygote_that_dies_under_a_run_is_replaced_and_its_child_dies(grader: CodeGrader) -> None:
    with CodeGrader() as own:
        own.warm()
        zygote = own._runner.zygote
        assert zygote is not None
        threading.Timer(1.0, zygote.process.kill).start()
        verdict = own.grade(
            DOUBLE, "import time\ndef double(x):\n    time.sleep(2)\n    return x + x\n", 1
        )
        assert (
            verdict.outcome in ("correct", "unavailable") or verdict.parts[0].word == "time-limit"
        )
        good_still_passes(own)
        assert not Path(zygote.home).exists()


def test_when_the_grading_process_is_killed_everything_below_it_goes(tmp_path: Path) -> None:
    program = f"""
import sys, os
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from graders.code.grade import CodeGrader
from tests.code.specs import DOUBLE, changed
g = CodeGrader(); g.warm()
print(g._runner.zygote.process.pid, g._runner.zygote.home, flush=True)
slow = "import time\\ndef double(x):\\n    time.sleep(50)\\n"
g.grade(changed(DOUBLE, limits={{"cpu": 30, "wall": 60}}), slow, 1)
"""
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.readline().split()
    zygote, home = int(said[0]), Path(said[1])
    import time

    time.sleep(1.5)
    children = Path(f"/proc/{zygote}/task/{zygote}/children").read_text().split()
    assert children
    process.kill()
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + 15
    left = [zygote, *map(int, children)]
    while left and time.monotonic() < deadline:
        left = [pid for pid in left if _alive(pid)]
        time.sleep(0.1)
    assert not left and not home.exists()


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
