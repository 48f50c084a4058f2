def read(log):
    best, lowest, epoch, gap = 0, float("inf"), 0, 0.0
    for line in log.split("\n"):
        parts = dict(part.split(": ") for part in line.split(" - ") if ": " in part)
        if not parts:
            continue
        epoch += 1
        gap = float(parts["accuracy"]) - float(parts["val_accuracy"])
        if float(parts["val_loss"]) < lowest:
            best, lowest = epoch, float(parts["val_loss"])
    return best, gap, epoch - best
