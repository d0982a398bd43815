"""What printing and photographing do to a label. Each takes a picture and a random source, and gives a picture.

Pictures are grey, 0 black and 255 white. Damage of printing works on printer dots; damage of photographing on a
picture of PIXELS pixels a module, as a phone held over the label sees it.
"""

import cv2
import numpy as np

PIXELS = 4.0


def dead_dots(page, random, dots=5):
    """Elements of the print head that no longer heat: white lines in the direction of feed."""
    page = page.copy()
    page[:, random.choice(page.shape[1], dots, replace=False)] = 255
    return page


def dirt(page, random, share=0.03):
    """Blots of ink and scratches of white, together a share of the area."""
    page = page.copy()
    height, width = page.shape
    spot = max(3, min(height, width) // 90)
    count = int(share * height * width / (np.pi * spot * spot))
    for x, y, white in zip(random.integers(0, width, count), random.integers(0, height, count), random.random(count)):
        cv2.circle(page, (int(x), int(y)), spot, 255 if white < 0.5 else 0, -1)
    return page


def photograph(page, module):
    """The label at PIXELS a module, on a grey table."""
    scale = PIXELS / module
    size = (round(page.shape[1] * scale), round(page.shape[0] * scale))
    picture = cv2.resize(page, size, interpolation=cv2.INTER_AREA)
    return cv2.copyMakeBorder(picture, 24, 24, 24, 24, cv2.BORDER_CONSTANT, value=160)


def blur(picture, random, modules):
    """Out of focus: a Gaussian of so many modules."""
    return cv2.GaussianBlur(picture, (0, 0), modules * PIXELS)


def rotate(picture, random, degrees=180):
    """Turned by any angle up to this."""
    height, width = picture.shape
    side = int(np.hypot(height, width)) + 2
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), random.uniform(-degrees, degrees), 1)
    matrix[:, 2] += ((side - width) / 2, (side - height) / 2)
    return cv2.warpAffine(picture, matrix, (side, side), flags=cv2.INTER_LINEAR, borderValue=160)


def perspective(picture, random, share=0.15):
    """Seen from the side: corners move inwards by up to a share of the sides."""
    height, width = picture.shape
    corners = np.float32([[0, 0], [width, 0], [width, height], [0, height]])
    inwards = np.float32([[1, 1], [-1, 1], [-1, -1], [1, -1]]) * random.uniform(0, share, (4, 2)) * (width, height)
    matrix = cv2.getPerspectiveTransform(corners, np.float32(corners + inwards))
    return cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=160)


def low_contrast(picture, random, span=50):
    """Faded ink in poor light: so many grey levels between black and white."""
    low = random.uniform(30, 220 - span)
    return (low + picture.astype(np.float32) * span / 255).astype(np.uint8)


def noise(picture, random, sigma=4):
    """A sensor's grain."""
    return np.clip(picture + random.normal(0, sigma, picture.shape), 0, 255).astype(np.uint8)


def jpeg(picture, random, quality=15):
    """Compressed hard."""
    return cv2.imdecode(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_GRAYSCALE)


def phone(picture, random):
    """A hasty photograph: a little of everything."""
    picture = perspective(rotate(picture, random, 20), random, 0.08)
    picture = low_contrast(blur(picture, random, 0.3), random, 120)
    return jpeg(noise(picture, random), random, 40)


# Name, what it means, damage of printing, damage of photographing.
KINDS = [
    ("clean", "nothing", None, None),
    ("blur", "Gaussian blur of 0.4 module", None, lambda p, r: blur(p, r, 0.4)),
    ("rotation", "any angle", None, rotate),
    ("perspective", "corners moved by up to 15 % of the sides", None, perspective),
    ("contrast", "50 grey levels of 256, and grain", None, lambda p, r: noise(low_contrast(p, r), r, 2)),
    ("JPEG", "quality 15", None, jpeg),
    ("dirt", "blots and scratches over 3 % of the label", dirt, None),
    ("dead dots", "5 of the print head's dots never print", dead_dots, None),
    ("phone", "a little of each at once", None, phone),
]
