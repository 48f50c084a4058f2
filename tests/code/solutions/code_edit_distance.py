from functools import lru_cache


def distance(a, b):
    a, b = list(a), list(b)

    @lru_cache(None)
    def best(i, j):
        if not i or not j:
            return i + j
        if a[i - 1] == b[j - 1]:
            return best(i - 1, j - 1)
        return 1 + min(best(i - 1, j), best(i, j - 1), best(i - 1, j - 1))

    return best(len(a), len(b))
