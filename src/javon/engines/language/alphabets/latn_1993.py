"""The Latin letters of 1993 (law of 02.09.1993): ş ç ö ğ, ñ for ng, c for ц, ɉ for the j of ajdar and jurnal."""

from javon.engines.language.alphabets.model import Alphabet
from javon.engines.language.apostrophes import TURNED

ALPHABET = Alphabet(
    name="latn-1993",
    tag="uz-Latn",
    # ň and ĵ are the same letters as printers without the right ones set them.
    reads={
        "ş": "sh",
        "ç": "ch",
        "ö": f"o{TURNED}",
        "ğ": f"g{TURNED}",
        "ñ": "ng",
        "ň": "ng",
        "ɉ": "j",
        "ĵ": "j",
    },
    writes={"sh": "ş", "ch": "ç", f"o{TURNED}": "ö", f"g{TURNED}": "ğ", "ng": "ñ"},
    proof=frozenset("ñňɉĵ"),
)
#: Stems whose j is the one of ajdar: borrowed words and a few old ones.
ZH_STEMS = """
jurnal jyuri jaket jele jelatin jargon janr jandarm jeton jokey jiraf jongl jasmin rejim rejiss abajur dirijyor dirijabl
injener loja draje bej garaj montaj bagaj etaj tiraj personaj massaj plyaj vitraj sabotaj shpionaj pilotaj reportaj
ekipaj trikotaj kuraj pejo krujka projektor ajdar ajdod mujda mujik pajmurda
gruja kollaj dizaj prestij voltaj litraj metraj drenaj korteji pasaj passaj vernisaj kamuflyaj
"""
#: Stems where ng before a is one sound all the same.
NG_STEMS = "tanga changal langar sangar jangari hangama hangoma qangshar tangri"
#: Borrowed stems with n and g apart.
N_G_STEMS = "kongr tango mango gangr kenguru singapur vengr kongo angol flamingo bingo lingv mongol ungur kangur angar"
