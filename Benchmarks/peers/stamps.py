"""Prints as many lines `serial,stamp` as it is told, of the form that label-bench invents."""
import random
import sys

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def rows(count):
    dice = random.Random(7)
    for index in range(count):
        number = f"{index * 7919 % 10**6:06}"
        guard = "".join(dice.choice(ALPHABET) for _ in range(5))
        seal = "".join(dice.choice("0123456789") for _ in range(162))
        yield (
            f"{number[:4]} {number[4:]}{guard[0]}-{guard[1:]}",
            f"HTTPS://TG.EXAMPLE/{seal}/01/09520000000011/21/{number}{guard}",
        )


if __name__ == "__main__":
    for serial, stamp in rows(int(sys.argv[1])):
        print(f"{serial},{stamp}")
