"""Chooses the device inside a child, after the fork; the zygote itself never asks the driver for
anything.
"""

from __future__ import annotations

import os
from typing import Any

from graders.code.messages import Ran


def prepare(wanted: str) -> Any:
    """Makes `wanted` (``cpu`` or ``gpu``) the only device and gives the TensorFlow module.

    On a GPU: memory grows as needed, results are reproducible, TF32 is off so that tolerances mean
    what they say.
    """
    if wanted != "gpu":
        os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
    import tensorflow as tf

    if wanted == "gpu":
        for gpu in tf.config.list_physical_devices("GPU"):
            tf.config.experimental.set_memory_growth(gpu, True)
        tf.config.experimental.enable_tensor_float_32_execution(False)
        tf.config.experimental.enable_op_determinism()
    return tf


def logical(count: int) -> list[str]:
    """Splits the first CPU into `count` logical devices (before any op ran) and names them; tests
    place work on them.
    """
    import tensorflow as tf

    cpu = tf.config.list_physical_devices("CPU")[0]
    tf.config.set_logical_device_configuration(
        cpu, [tf.config.LogicalDeviceConfiguration() for _ in range(count)]
    )
    return [device.name for device in tf.config.list_logical_devices("CPU")]


def describe(tf: Any, wanted: str) -> Ran:
    """What the verdict says about the device: its name and whether TF32 arithmetic was on."""
    if wanted != "gpu":
        return Ran(device="CPU")
    gpus = tf.config.list_physical_devices("GPU")
    if not gpus:
        return Ran(device="")
    details = tf.config.experimental.get_device_details(gpus[0])
    tf32 = bool(tf.config.experimental.tensor_float_32_execution_enabled())
    return Ran(device=f"GPU:0 {details.get('device_name', '')}".strip(), tf32=tf32)
