/// A list of codes that a part of a value may be one of.
public enum ListedCode: Hashable, Sendable {
    /// A country's number in ISO 3166-1.
    case countryNumber
    /// The same, or 999.
    case countryNumberOr999
    /// A country's two letters in ISO 3166-1.
    case countryLetters
    /// A currency's number in ISO 4217.
    case currency
    /// A sex in ISO 5218.
    case sex
    /// A type of carrier of data (AI 7241).
    case mediaType
    /// A type of package (AI 7041).
    case packageType
    /// The direction in which a roll is wound (AI 8001).
    case winding
    /// 0 or 1.
    case yesNo

    /// Whether it has the code.
    func contains(_ code: Span<UInt8>) -> Bool {
        switch self {
        case .countryNumber: code.count == 3 && number(code).map(countryNumbers.contains) ?? false
        case .countryNumberOr999: code.text == "999" || Self.countryNumber.contains(code)
        case .countryLetters: CodeList.countries.contains(code.text)
        case .currency: CodeList.currencies.contains(code.text)
        case .sex: code.count == 1 && [0, 1, 2, 9].contains(number(code))
        case .mediaType: code.count == 2 && number(code).map { 1...10 ~= $0 || 80...99 ~= $0 } ?? false
        case .packageType: CodeList.packages.contains(code.text)
        case .winding: code.count == 1 && [0, 1, 9].contains(number(code))
        case .yesNo: code.count == 1 && [0, 1].contains(number(code))
        }
    }

    var english: String {
        switch self {
        case .countryNumber: "number of a country in ISO 3166-1"
        case .countryNumberOr999: "number of a country in ISO 3166-1, nor 999"
        case .countryLetters: "pair of letters of a country in ISO 3166-1"
        case .currency: "number of a currency in ISO 4217"
        case .sex: "code of ISO 5218 (0, 1, 2 or 9)"
        case .mediaType: "type of media that GS1 lists (01-10 or 80-99)"
        case .packageType: "type of package that GS1 lists"
        case .winding: "direction of winding (0, 1 or 9)"
        case .yesNo: "0 or 1"
        }
    }

    var vietnamese: String {
        switch self {
        case .countryNumber: "mã số nước theo ISO 3166-1"
        case .countryNumberOr999: "mã số nước theo ISO 3166-1 hoặc 999"
        case .countryLetters: "mã nước hai chữ cái theo ISO 3166-1"
        case .currency: "mã số tiền tệ theo ISO 4217"
        case .sex: "mã theo ISO 5218 (0, 1, 2 hoặc 9)"
        case .mediaType: "loại vật mang dữ liệu trong danh mục GS1 (01-10 hoặc 80-99)"
        case .packageType: "loại bao bì trong danh mục GS1"
        case .winding: "chiều cuộn (0, 1 hoặc 9)"
        case .yesNo: "0 hoặc 1"
        }
    }
}

/// The codes that values name, each list as GS1's linters of July 2026 know it.
private enum CodeList {
    /// Countries by their letters in ISO 3166-1; VN is Viet Nam.
    static let countries = set(
        """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW
        BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI
        FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN
        IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
        MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF
        PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
        SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE
        YT ZA ZM ZW
        """)
    /// Currencies by their numbers in ISO 4217; 704 is the dong.
    static let currencies = set(
        """
        008 012 032 036 044 048 050 051 052 060 064 068 072 084 090 096 104 108 116 124 132 136 144 152 156 170
        174 188 192 203 208 214 222 230 232 238 242 262 270 292 320 324 328 332 340 344 348 352 356 360 364 368
        376 388 392 396 398 400 404 408 410 414 417 418 422 426 430 434 446 454 458 462 480 484 496 498 504 512
        516 524 532 533 548 554 558 566 578 586 590 598 600 604 608 634 643 646 654 682 690 702 704 706 710 728
        748 752 756 760 764 776 780 784 788 800 807 818 826 834 840 858 860 882 886 901 924 925 926 927 928 929
        930 933 934 936 938 940 941 943 944 946 947 948 949 950 951 952 953 955 956 957 958 959 960 961 962 963
        964 965 967 968 969 970 971 972 973 975 976 977 978 979 980 981 984 985 986 990 994 997 999
        """)
    /// Types of packages: UN/CEFACT Recommendation 21, and GS1's own.
    static let packages = set(
        """
        1A 1B 1D 1F 1G 1W 200 201 202 203 204 205 206 210 211 212 2C 3A 3H 43 44 4A 4B 4C 4D 4F 4G 4H 5H 5L 5M
        6H 6P 7A 7B 8 8A 8B 8C 9 AA AB AC AD AF AG AH AI AJ AL AM AP APE AT AV B4 BB BC BD BE BF BG BGE BH BI BJ
        BK BL BM BME BN BO BP BQ BR BRI BS BT BU BV BW BX BY BZ CA CB CBL CC CCE CD CE CF CG CH CI CJ CK CL CM
        CN CO CP CQ CR CS CT CU CV CW CX CY CZ DA DB DC DG DH DI DJ DK DL DM DN DP DPE DR DS DT DU DV DW DX DY
        E1 E2 E3 EC ED EE EF EG EH EI EN FB FC FD FE FI FL FO FOB FP FPE FR FT FW FX GB GI GL GR GU GY GZ HA HB
        HC HG HN HR IA IB IC ID IE IF IG IH IK IL IN IZ JB JC JG JR JT JY KG KI LAB LE LG LT LU LV LZ MA MB MC
        ME MPE MR MS MT MW MX NA NE NF NG NS NT NU NV OA OB OC OD OE OF OK OPE OT OU P2 PA PAE PB PC PD PE PF PG
        PH PI PJ PK PL PLP PN PO POP PP PPE PR PT PU PUE PV PX PY PZ QA QB QC QD QF QG QH QJ QK QL QM QN QP QQ
        QR QS RB1 RB2 RB3 RCB RD RG RJ RK RL RO RT RZ S1 SA SB SC SD SE SEC SH SI SK SL SM SO SP SS ST STL SU SV
        SW SX SY SZ T1 TB TC TD TE TEV TG THE TI TK TL TN TO TR TRE TS TT TTE TU TV TW TWE TY TZ UC UN UUE VA VG
        VI VK VL VN VO VP VQ VR VS VY WA WB WC WD WF WG WH WJ WK WL WM WN WP WQ WR WRP WS WT WU WV WW WX WY WZ
        X11 X12 X15 X16 X17 X18 X19 X20 X3 XA XB XC XD XF XG XH XJ XK YA YB YC YD YF YG YH YJ YK YL YM YN YP YQ
        YR YS YT YV YW YX YY YZ ZA ZB ZC ZD ZF ZG ZH ZJ ZK ZL ZM ZN ZP ZQ ZR ZS ZT ZU ZV ZW ZX ZY ZZ
        """)

    private static func set(_ text: String) -> Set<String> {
        Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
    }
}
