"""Measures the code grader: warm against cold verdicts, the sandbox, and memory. Run: ``python
benchmarks/submissions.py [RUNS]``.

Writes docs/benchmarks/code.md. A cold verdict is a fresh Python that imports TensorFlow and runs
the same submission once.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from graders.code import rlimits, sandbox  # noqa: E402
from graders.code.grade import CodeGrader  # noqa: E402
from tests.code.specs import CONV, DENSE, DOUBLE, GOOD, HEAD, MODEL, MSE, PATCHES, spec  # noqa: E402

FIT = spec(
    "fit",
    "def cases(rng):\n    x = rng.normal(size=(256, 8)).astype('float32')\n    return "
    "[(x, (x @ np.ones((8, 1))).astype('float32'))]\n",
    "def fit(x, y):\n    return tf.constant(True)\n",
    limits={"cpu": 60, "wall": 60},
)
FIT_ANSWER = (
    HEAD
    + """
def fit(x, y):
    tf.keras.utils.set_random_seed(1)
    m = tf.keras.Sequential([
        tf.keras.Input((8,)),
        tf.keras.layers.Dense(16, activation="relu"),
        tf.keras.layers.Dense(1),
    ])
    m.compile("adam", "mse")
    m.fit(x, y, epochs=2, verbose=0)
    return bool(np.isfinite(m.predict(x, verbose=0)).all())
"""
)
PRIVATE = (
    HEAD
    + """
def double(x):
    y = 2 * x
    with open("/proc/self/smaps_rollup") as file:
        print(sum(int(line.split()[1]) for line in file if line.startswith("Private_")))
    return y
"""
)
QUESTIONS = [
    ("one operation", DOUBLE, GOOD),
    ("loss with gradients and checks", MSE, MSE.reference),
    ("convolution with gradients, float64", CONV, PATCHES),
    ("dense layer: graph, XLA, repeat, stability", DENSE, DENSE.reference),
    ("Keras model, recomputed", MODEL, MODEL.reference),
    ("Keras fit and predict", FIT, FIT_ANSWER),
]
COLD = {
    "one operation": "import tensorflow as tf\n" + GOOD + "double(tf.ones(3)).numpy()\n",
    "Keras fit and predict": FIT_ANSWER
    + "fit(np.ones((256, 8), 'float32'), np.ones((256, 1), 'float32'))\n",
}


def cold(source: str, runs: int) -> float:
    """Median milliseconds of a fresh process that imports TensorFlow and runs `source`."""
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", source],
            check=True,
            capture_output=True,
            env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"},
        )
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def sandbox_ms(runs: int) -> float:
    """Median milliseconds to enter the sandbox, in forks of this process."""
    box, times = sandbox.prepare(rlimits.private_data()), []
    for _ in range(runs):
        read, write = os.pipe()
        with tempfile.TemporaryDirectory() as scratch:
            pid = os.fork()
            if pid == 0:
                started = time.perf_counter()
                box.enter(rlimits.Limits(), scratch, (0, 1, 2, write))
                os.write(write, str((time.perf_counter() - started) * 1000).encode())
                os._exit(0)
            os.close(write)
            times.append(float(os.read(read, 64)))
            os.close(read)
            os.waitpid(pid, 0)
    return statistics.median(times)


def main(runs: int) -> None:
    """Runs everything and writes the page."""
    entering = sandbox_ms(runs)
    rows, warm = [], {}
    with CodeGrader() as grader:
        started = time.perf_counter()
        grader.warm()
        start = time.perf_counter() - started
        for name, question, source in QUESTIONS:
            times = [grader.grade(question, source, 1).elapsed_ms for _ in range(runs + 1)][1:]
            warm[name] = statistics.median(times)
            p95 = sorted(times)[int(0.95 * (len(times) - 1))]
            rows.append(f"| {name} | {warm[name]:.0f} | {p95:.0f} |")
        private = int(grader.grade(DOUBLE, PRIVATE, 1).evidence.printed.split()[0]) / 1024
        zygote = grader._runner.zygote
        assert zygote is not None
        resident = int(zygote.hello["resident"]) / 2**20
        own = (
            next(
                int(line.split()[1])
                for line in Path(f"/proc/{zygote.process.pid}/status").read_text().splitlines()
                if line.startswith("RssAnon")
            )
            / 1024
        )
        layers = ", ".join(zygote.layers)
        version = zygote.hello["tensorflow"]
    cold_rows = []
    for name, source in COLD.items():
        slow = cold(source, 3)
        cold_rows.append(f"| {name} | {slow:.0f} | {warm[name]:.0f} | {slow / warm[name]:.0f} x |")
    page = f"""# The code grader, measured

`python benchmarks/submissions.py {runs}` on {os.cpu_count()} processors,
{platform.system()} {platform.machine()}, Python {platform.python_version()},
TensorFlow {version}, no GPU.
Trust the ratios more than the milliseconds. A verdict is everything between the answer and the
outcome: fork, sandbox, all hidden cases, gradients, checks, comparison. The reference's results
are kept from the first verdict on an instance.

| question | p50 ms | p95 ms |
|---|---|---|
{chr(10).join(rows)}

| against a cold process | cold ms | warm ms | ratio |
|---|---|---|---|
{chr(10).join(cold_rows)}

| what | measured |
|---|---|
| starting the zygote | {start:.1f} s |
| entering the sandbox ({layers}) | {entering:.1f} ms |
| zygote, resident | {resident:.0f} MB, of which {own:.0f} MB its own and the rest mapped files |
| one child, private memory | {private:.0f} MB |
"""
    (ROOT / "docs" / "benchmarks" / "code.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
