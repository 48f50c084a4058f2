"""The machinery around a run: isolation of imports, missing pieces, placement, and a thousand runs
without a leak.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from dataclasses import fields
from pathlib import Path

import pytest

from graders.code import grade as grade_module
from graders.code import health, landlock, rlimits, sandbox, seccomp, watch
from graders.code.grade import CodeGrader, shared_grader
from graders.code.messages import Draw
from graders.code.runner import Job
from graders.code.zygotes import ZygoteFault
from quizbank.words.catalogue import both
from tests.code.specs import (
    CONV,
    DENSE,
    DOUBLE,
    GOOD,
    HEAD,
    MODEL,
    MSE,
    PATCHES,
    changed,
)

ROOT = Path(__file__).parents[2]


def test_the_grading_process_never_imports_tensorflow(grader: CodeGrader) -> None:
    program = (
        "import sys\nfrom graders.code.grade import CodeGrader\nfrom graders.code.health "
        "import examine\n"
        "from tests.code.specs import DOUBLE, GOOD\nexamine()\n"
        "with CodeGrader() as g: print(g.grade(DOUBLE, GOOD, 1).outcome)\n"
        "assert not {'tensorflow', 'keras'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.strip() == "correct", done.stderr


def test_without_tensorflow_the_command_that_installs_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grade_module, "tensorflow_installed", lambda: False)
    with CodeGrader() as own:
        own.warm()
        verdict = own.grade(DOUBLE, GOOD, 1)
        assert own.grade(DOUBLE, "def f(:", 1).outcome == "invalid"
    assert (verdict.outcome, verdict.diagnoses[0].code) == ("unavailable", "tensorflow-missing")
    for text in both(verdict.diagnoses[0].said):
        assert (
            "pip install 'deep-quizbank[tensorflow]'" in text
            and "pip install '.[tensorflow]'" in text
        )


@pytest.mark.tensorflow
def test_without_a_sandbox_nothing_runs_until_the_learner_agreed(grader: CodeGrader) -> None:
    zygote = grader._runner.start()
    layers, zygote.hello.layers = zygote.hello.layers, ["rlimits"]
    try:
        refused = grader.grade(changed(DOUBLE, starter="unsandboxed"), GOOD, 1)
        assert (refused.outcome, refused.diagnoses[0].code) == ("unavailable", "sandbox-missing")
        grader._runner.allow_unsandboxed = True
        assert grader.grade(changed(DOUBLE, starter="unsandboxed"), GOOD, 1).outcome == "correct"
        assert (
            grader.grade(DOUBLE, "def double(x):\n    while True: pass\n", 1).parts[0].word
            == "time-limit"
        )
    finally:
        grader._runner.allow_unsandboxed = False
        zygote.hello.layers = layers


def test_doctor_hears_what_there_is() -> None:
    found = health.examine()
    layers = {place.name for place in fields(found.sandbox)}
    assert layers == {"landlock", "seccomp", "rlimits", "bubblewrap"}
    assert "CPU" in found.devices and all(all(both(line)) for line in found.advice)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux")
def test_every_denied_call_that_this_machine_has_is_in_the_filter() -> None:
    pyseccomp = pytest.importorskip("pyseccomp")
    unknown = [
        name
        for name in seccomp.DENIED.split()
        if pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) == -1
    ]
    assert set(unknown) <= {
        "fchmodat2",
        "setxattrat",
        "removexattrat",
        "file_setattr",
        "memfd_secret",
        "open_tree_attr",
        "quotactl_fd",
        "process_mrelease",
        "mount_setattr",
        "fork",
        "vfork",
    }
    assert seccomp.compile_filter()


def test_this_program_and_its_bank_are_not_among_the_readable_paths() -> None:
    paths = sandbox.readable_paths()
    assert not any(Path(p).name.startswith(("quizbank", "graders", "deep_quizbank")) for p in paths)
    assert not any(Path(p) == ROOT or Path(p) in ROOT.parents for p in paths)
    assert not any(
        Path(p) in (Path.home(), Path("/"), Path("/tmp"), Path("/etc"), Path("/proc"))
        for p in paths
    )


@pytest.mark.parametrize("version", range(1, 8))
def test_older_landlocks_are_asked_only_for_what_they_know(version: int) -> None:
    assert landlock.handled(version).bit_length() == {1: 13, 2: 14, 3: 15, 4: 15}.get(version, 16)


def test_a_scratch_folder_goes_whatever_is_in_it(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("stays")
    folder = tmp_path / "scratch"
    folder.mkdir()
    (folder / "link").symlink_to(kept)
    here = os.open(folder, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("d", dir_fd=here)
        deeper = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = deeper
    os.close(here)
    watch.remove_tree(str(folder))
    assert not folder.exists() and (kept / "file").read_text() == "stays"


@pytest.mark.tensorflow
def test_work_is_placed_on_logical_devices_in_a_child(grader: CodeGrader) -> None:
    source = (
        HEAD
        + """
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)


def double(x):
    with tf.device("CPU:1"):
        y = x + x
    return y if y.device.endswith("CPU:1") else None
"""
    )
    assert grader.grade(DOUBLE, source, 1).outcome == "correct"


@pytest.mark.gpu
def test_a_gpu_runs_one_job_and_is_named(grader: CodeGrader) -> None:
    verdict = grader.grade(CONV, PATCHES, 1, device="gpu")
    assert (
        verdict.outcome == "correct"
        and verdict.evidence.device.startswith("GPU")
        and verdict.evidence.tf32 is False
    )


@pytest.mark.tensorflow
def test_several_threads_take_turns(grader: CodeGrader) -> None:
    outcomes: list[str] = []
    threads = [
        threading.Thread(
            target=lambda s=seed: outcomes.append(grader.grade(DOUBLE, GOOD, s).outcome)
        )
        for seed in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == ["correct"] * 4


@pytest.mark.tensorflow
def test_a_zygote_with_a_second_thread_is_replaced() -> None:
    with CodeGrader() as own:
        zygote = own._runner.start()
        calls = []
        original = zygote.fork

        def refuse(request: dict[str, object], fds: list[int]) -> int:
            calls.append(1)
            raise ZygoteFault("2 threads before a fork")

        zygote.fork = refuse  # type: ignore[method-assign]
        assert own.grade(DOUBLE, GOOD, 1).outcome == "correct"
        assert calls and own._runner.zygote is not zygote and original


@pytest.mark.tensorflow
def test_limits_of_a_run_do_not_count_the_import(grader: CodeGrader) -> None:
    tight = changed(DOUBLE, limits={"cpu": 1, "wall": 3, "memory": "600MB"})
    assert grader.grade(tight, HEAD + GOOD, 1).outcome == "correct"
    ending = grader._runner.run(Job(Draw(source=DOUBLE.cases, seed=0), [], rlimits.Limits(1, 3)))
    assert ending.code == 0 and ending.peak < 300 * 2**20


def test_the_shared_grader_is_one(grader: CodeGrader) -> None:
    assert shared_grader() is shared_grader(False)
    grade_module.close_shared()


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _state(grader: CodeGrader) -> tuple[int, int, int]:
    zygote = grader._runner.zygote
    assert zygote is not None
    pid = zygote.process.pid
    if zygote.bubbled:
        pid = int(_children(pid)[0])
    children, fds = _children(pid), len(os.listdir(f"/proc/{pid}/fd"))
    return len(os.listdir("/proc/self/fd")), fds, len(children) + len(os.listdir(zygote.home))


MIX = [
    (DOUBLE, GOOD, "correct"),
    (MSE, MSE.reference.replace("** 2", "** 3"), "wrong"),
    (CONV, PATCHES, "correct"),
    (DENSE, DENSE.reference, "correct"),
    (DOUBLE, "import os\nos._exit(0)\n", "wrong"),
    (MODEL, MODEL.reference, "correct"),
    (DOUBLE, "import numpy as np\ndef double(x):\n    return np.asarray(x) * 2\n", "correct"),
    (DOUBLE, "import os\ndef double(x):\n    os.fork()\n", "wrong"),
    (DOUBLE, "def double(x):\n    return open('a', 'w')\n", "wrong"),
    (DOUBLE, "import ctypes\ndef double(x):\n    ctypes.string_at(0)\n", "wrong"),
]


def _mixed(count: int) -> None:
    with CodeGrader() as own:
        for question, source, outcome in MIX:
            assert own.grade(question, source, 1).outcome == outcome
        state = _state(own)
        zygote = own._runner.zygote
        for number in range(count):
            question, source, outcome = MIX[number % len(MIX)]
            assert own.grade(question, source, number // 100).outcome == outcome, number
        assert own._runner.zygote is zygote and _state(own) == state
        home = Path(zygote.home)
    assert not home.exists()


@pytest.mark.tensorflow
def test_thirty_mixed_runs_leave_nothing_behind() -> None:
    _mixed(30)


@pytest.mark.long
@pytest.mark.tensorflow
def test_a_thousand_mixed_runs_leave_nothing_behind() -> None:
    _mixed(1000)


@pytest.mark.tensorflow
def test_real_images_of_a_package_reach_a_question(grader: CodeGrader) -> None:
    pytest.importorskip("sklearn")
    question = changed(
        DOUBLE,
        entry="centre",
        cases=(
            "from sklearn.datasets import load_digits\ndef cases(rng):\n    x = "
            "load_digits().images.astype('float32')\n    return "
            "[(x[rng.permutation(len(x))[:50]],)]\n"
        ),
        reference=HEAD + "def centre(x):\n    return x - tf.reduce_mean(x, 0)\n",
        limits={"cpu": 10, "wall": 20},
    )
    assert (
        grader.grade(
            question,
            HEAD + "def centre(x):\n    return x - tf.math.reduce_sum(x, axis=0) / 50\n",
            1,
        ).outcome
        == "correct"
    )


def test_bubblewrap_is_used_where_it_works_and_done_without_where_it_does_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from graders.code import bubble

    try:
        refuses = tmp_path / "bwrap"
        refuses.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
        refuses.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        bubble.command.cache_clear()
        assert bubble.command() == () and bubble.around("/anywhere") == []
        monkeypatch.undo()
        bubble.command.cache_clear()
        assert bool(bubble.command()) <= (shutil.which("bwrap") is not None)
    finally:
        bubble.command.cache_clear()


@pytest.mark.tensorflow
def test_the_zygote_itself_has_no_network_where_bubblewrap_works(grader: CodeGrader) -> None:
    from graders.code import bubble

    if not bubble.command():
        pytest.skip("bubblewrap is missing here or may not make namespaces")
    verdict = grader.grade(DOUBLE, GOOD, 1)
    assert verdict.outcome == "correct" and "bubblewrap" in verdict.evidence.sandbox
    assert grader._runner.zygote is not None
    zygote = next(
        int(pid)
        for pid in Path(
            f"/proc/{grader._runner.zygote.process.pid}/task/"
            f"{grader._runner.zygote.process.pid}/children"
        )
        .read_text()
        .split()
    )
    assert os.readlink(f"/proc/{zygote}/ns/net") != os.readlink("/proc/self/ns/net")
