"""Questions beyond the guide: information, decisions, large models, systems, annotation."""

import math

import numpy as np

from tests.numeric.bank.registry import Values, ints, oracle


@oracle("entropy-in-bits-and-nats")
def entropy(v: Values) -> Values:
    """Expected surprise, outcome by outcome."""
    nats = math.fsum(q * math.log(1 / q) for q in v["p"])
    return {"bits": nats / math.log(2), "nats": nats}


@oracle("bayes-for-a-screening-test")
def screening(v: Values) -> Values:
    """A million people counted."""
    ill = 1e6 * v["prior"]
    true, false = ill * v["sens"], (1e6 - ill) * (1 - v["spec"])
    return {"pos": (true + false) / 1e6, "post": true / (true + false)}


@oracle("glorot-and-he-deviation")
def initial(v: Values) -> Values:
    """From the variances; a uniform on (-a, a) has variance a^2/3."""
    variance = 1 / ((v["n"] + v["m"]) / 2)
    return {
        "glorot": math.sqrt(variance),
        "bound": math.sqrt(3 * variance),
        "he": math.sqrt(2) / math.sqrt(v["n"]),
    }


@oracle("soft-threshold-by-hand")
def soft(v: Values) -> Values:
    """The three cases of the proximal step."""
    t = v["eta"] * v["lam"]
    new = [w - t if w > t else w + t if w < -t else 0.0 for w in v["w"]]
    return {"t": t, "new": new, "zeros": new.count(0.0)}


@oracle("kv-cache-with-shared-heads")
def cache(v: Values) -> Values:
    """Bytes of the two arrays themselves."""
    n = ints(v)
    per_token = sum(2 * n["d"] * 2 for _ in range(n["L"]))
    full = per_token * n["H"] * n["T"] * n["B"] / 1024 / 1024
    gqa = per_token * n["G"] * n["T"] * n["B"] / 1024 / 1024
    return {"full": full, "gqa": gqa, "saved": (full - gqa) / full}


@oracle("lora-parameters-saved")
def lora(v: Values) -> Values:
    """Sizes of the shapes d x d, d x r and r x d."""
    n = ints(v)
    count = n["L"] * n["m"]
    full, small = (
        count * math.prod((n["d"], n["d"])),
        count * (math.prod((n["d"], n["r"])) + math.prod((n["r"], n["d"]))),
    )
    return {"full": full, "lora": small, "ratio": small / full}


@oracle("ring-all-reduce-volume")
def ring(v: Values) -> Values:
    """Both phases step by step: n - 1 sends of one n-th."""
    size = v["P"] * 1e6 * 4 / 1e6
    sent = sum(size / v["n"] for _ in range(2) for _ in range(int(v["n"]) - 1))
    return {"size": size, "sent": sent, "ms": sent * 1e6 / (v["bw"] * 1e9) * 1e3}


@oracle("kappa-of-two-annotators")
def kappa(v: Values) -> Values:
    """From the two lists of labels."""
    n = ints(v)
    pairs = [(1, 1)] * n["a"] + [(1, 0)] * n["b"] + [(0, 1)] * n["c"] + [(0, 0)] * n["d"]
    one, two = np.array(pairs).T
    po = float(np.mean(one == two))
    pe = float(np.mean(one) * np.mean(two) + np.mean(1 - one) * np.mean(1 - two))
    return {"po": po, "pe": pe, "kappa": 1 - (1 - po) / (1 - pe)}


def _gini(*counts: float) -> float:
    """The chance that two draws with replacement differ."""
    total = sum(counts)
    return (
        sum(x * y for k, x in enumerate(counts) for j, y in enumerate(counts) if j != k) / total**2
    )


@oracle("gini-of-a-split")
def split(v: Values) -> Values:
    """Impurities before and after."""
    a, b, c, d = (v[name] for name in "abcd")
    root, left, right = _gini(a + c, b + d), _gini(a, b), _gini(c, d)
    share = (a + b) / (a + b + c + d)
    return {
        "root": root,
        "left": left,
        "right": right,
        "gain": root - share * left - (1 - share) * right,
    }


@oracle("q-learning-one-update")
def update(v: Values) -> Values:
    """A convex combination of the old value and the target."""
    target = v["r"] + max(v["gamma"] * q for q in v["next"])
    return {
        "target": target,
        "delta": target - v["q"],
        "new": (1 - v["alpha"]) * v["q"] + v["alpha"] * target,
    }
