"""The ledger that the journey enters, and every figure that its pages should show, worked by hand.

Colbert County, Alabama (LEAID 0100840): the district's totals are those of the NCES file of 2020–21
(elsi_district_2020-21_finance.csv: 2,618 students, 175.07 teachers, total expenditure $36,186,000). Its funds, lines
and coaches are made up. Each number below can be checked with a pencil; amounts are planned / committed / actual.

THE LINES (— is not known)
  no  line                       planned     committed   actual      paid by
   1  Reading coach              62,000      62,000      31,000      Title I 60 %, Title II 40 %     coach salary
   2  Mathematics coach          58,000      58,000      —           General fund                    coach salary
   3  Five contract days         245,098     —           —           General fund                    contracted time
      (875.35 teacher days × $280 = $245,098; 175.07 teachers × 5 days = 875.35)
   4  Early reading institute    10,000.01   10,000.01   9,999.99    Title I 33.3 %, Title II 66.7 %
   5  Books for study groups     4,800       4,800       4,716.40    Title IV
   6  Video coaching licenses    9,600       9,600       9,600       Title IV $6,000, General $3,600  technology
   7  Classroom visits           —           —           —           nobody yet
   8  Substitutes                12,320      —           6,160.50    Title I 50 %, Title II 50 %
   9  Conference travel          3,150       3,150       3,420.75    Title II
  10  Training on tablets        7,500       5,000       —           General fund                    technology
  11  Trainer of mentors         3,500       —           —           Title I     approved request: 2 × $1,750
  12  Stipends of mentors        1,080       —           —           Title I     approved request: 24 × $45

THE SPLITS
   1  62,000 × 60 % = 37,200; × 40 % = 24,800. 31,000: 18,600 and 12,400.
   4  10,000.01 × 33.3 % = 3,330.00333 and × 66.7 % = 6,670.00667. Cut to cents: 3,330.00 + 6,670.00 = 10,000.00, one
      cent is left; .667 of a cent is more than .333, so Title II gets it: 3,330.00 and 6,670.01.
       9,999.99 × 33.3 % = 3,329.99667 and × 66.7 % = 6,669.99333. Cut: 3,329.99 + 6,669.99 = 9,999.98; this time
      Title I has the larger rest (.667) and gets it: 3,330.00 and 6,669.99.
   8  12,320 ÷ 2 = 6,160; 6,160.50 ÷ 2 = 3,080.25.

THE FUNDS
  Title I     planned    37,200 + 3,330.00 + 6,160 + 3,500 + 1,080            =  51,270.00
              committed  37,200 + 3,330.00                                    =  40,530.00
              actual     18,600 + 3,330.00 + 3,080.25                         =  25,010.25
              available  612,000 + 18,500 carried over                        = 630,500.00
              remaining  630,500 − (37,200 + 3,330.00 + 3,080.25 = 43,610.25) = 586,889.75
  Title II    planned    24,800 + 6,670.01 + 6,160 + 3,150                    =  40,780.01
              committed  24,800 + 6,670.01 + 3,150                            =  34,620.01
              actual     12,400 + 6,669.99 + 3,080.25 + 3,420.75              =  25,570.99
              available  96,400 + 3,600 carried over + 10,250 moved here      = 110,250.00
              remaining  110,250 − (24,800 + 6,670.01 + 3,080.25 + 3,420.75 = 37,971.01) = 72,278.99
                         (of each line the larger of committed and actual: the conference cost more than was committed)
  Title IV    planned    4,800 + 6,000                                        =  10,800.00   committed the same
              actual     4,716.40 + 6,000                                     =  10,716.40
              available  41,000 − 10,250 moved away                           =  30,750.00
              remaining  30,750 − 10,800                                      =  19,950.00
  Federal     630,500 + 110,250 + 30,750 = 771,500;  51,270 + 40,780.01 + 10,800 = 102,850.01;
              40,530 + 34,620.01 + 10,800 = 85,950.01;  25,010.25 + 25,570.99 + 10,716.40 = 61,297.64;
              586,889.75 + 72,278.99 + 19,950 = 679,118.74;  carried over 18,500 + 3,600 = 22,100
  General     planned    58,000 + 245,098 + 3,600 + 7,500                     = 314,198.00
              committed  58,000 + 3,600 + 5,000                               =  66,600.00
              actual     3,600;   remaining 350,000 − 66,600                  = 283,400.00
  All         771,500 + 350,000 = 1,121,500;  102,850.01 + 314,198 = 417,048.01;  85,950.01 + 66,600 = 152,550.01;
              61,297.64 + 3,600 = 64,897.64;  679,118.74 + 283,400 = 962,518.74
"""

from collections.abc import Mapping, Sequence

Row = Sequence[str]
Table = Sequence[Row]

FUND_LIST: Table = [
    # fund, available, planned, committed, spent, remaining, carried over
    ["Title I, Part A", "$630,500", "$51,270", "$40,530", "$25,010.25", "$586,889.75", "$18,500"],
    ["Title II, Part A", "$110,250", "$40,780.01", "$34,620.01", "$25,570.99", "$72,278.99", "$3,600"],
    ["Title IV, Part A", "$30,750", "$10,800", "$10,800", "$10,716.40", "$19,950", "Not known"],
    ["Federal, sum", "$771,500", "$102,850.01", "$85,950.01", "$61,297.64", "$679,118.74", "$22,100"],
    ["General fund", "$350,000", "$314,198", "$66,600", "$3,600", "$283,400", "Not known"],
    ["Local, sum", "$350,000", "$314,198", "$66,600", "$3,600", "$283,400", "Not known"],
    ["All funds", "$1,121,500", "$417,048.01", "$152,550.01", "$64,897.64", "$962,518.74", "$22,100"],
]

# BY KIND OF RESOURCE: kind, planned, committed, actual, lines
#   Staff       1, 2, 12:     62,000 + 58,000 + 1,080 = 121,080;  62,000 + 58,000 = 120,000;  31,000
#   Time        3, 8:         245,098 + 12,320 = 257,418;  nothing known;  6,160.50
#   Materials   5
#   Technology  6, 10:        9,600 + 7,500 = 17,100;  9,600 + 5,000 = 14,600;  9,600
#   Services    4, 7, 9, 11:  10,000.01 + 3,150 + 3,500 = 16,650.01;  10,000.01 + 3,150 = 13,150.01;
#                             9,999.99 + 3,420.75 = 13,420.74
#   All         121,080 + 257,418 + 4,800 + 17,100 + 16,650.01 = 417,048.01, which the funds pay too
OVERVIEW: Table = [
    ["Staff", "$121,080", "$120,000", "$31,000", "3"],
    ["Time", "$257,418", "Not known", "$6,160.50", "2"],
    ["Materials", "$4,800", "$4,800", "$4,716.40", "1"],
    ["Technology", "$17,100", "$14,600", "$9,600", "2"],
    ["External services", "$16,650.01", "$13,150.01", "$13,420.74", "4"],
    ["All kinds", "$417,048.01", "$152,550.01", "$64,897.64", "12"],
]

# TOTALS, COST ELEMENT BY PHASE, planned: total first, then planning, delivery, coaching, evaluation
#   Teacher time   3 in delivery 245,098;  8 and 12 in coaching 12,320 + 1,080 = 13,400;  together 258,498
#   Training       10 and 11 in delivery 7,500 + 3,500 = 11,000;  1 and 2 in coaching 120,000;  together 131,000
#   Administration 7 in evaluation, not known
#   Materials      5 in delivery 4,800;  6 in coaching 9,600;  together 14,400
#   Travel         9 in planning 3,150
#   Tuition        4 in delivery 10,000.01
#   Total          3,150;  245,098 + 11,000 + 4,800 + 10,000.01 = 270,898.01;  13,400 + 120,000 + 9,600 = 143,000
TOTALS: Table = [
    ["Teacher time", "$258,498", "", "$245,098", "$13,400", ""],
    ["Training and coaching", "$131,000", "", "$11,000", "$120,000", ""],
    ["Administration", "Not known", "", "", "", "Not known"],
    ["Materials, equipment and facilities", "$14,400", "", "$4,800", "$9,600", ""],
    ["Travel and transportation", "$3,150", "$3,150", "", "", ""],
    ["Tuition and conference fees", "$10,000.01", "", "$10,000.01", "", ""],
    ["Total", "$417,048.01", "$3,150", "$270,898.01", "$143,000", "Not known"],
]

# TWO SCOPES: new money leaves out the coach salaries (1, 2) and the contracted time (3)
#   planned    417,048.01 − 62,000 − 58,000 − 245,098 = 51,950.01
#   committed  152,550.01 − 120,000 = 32,550.01
#   actual     64,897.64 − 31,000 = 33,897.64
#
# PROGRAMS: awards after transfers, without what was carried over
#   Title I 612,000 (a tenth is 61,200);  Title II 96,400 + 10,250 = 106,650 (10,665);  Title IV 30,750 (3,075)
#   together 749,400.  Missing is what the short programs miss; what others have beyond a tenth does not help.
#   planned    all  102,850.01 ÷ 749,400 = 13.72 %   Title I misses 61,200 − 51,270 = 9,930
#              new  Title I 51,270 − 37,200 = 14,070;  Title II 40,780.01 − 24,800 = 15,980.01;  Title IV 10,800
#                   40,850.01 ÷ 749,400 = 5.45 %     Title I misses 61,200 − 14,070 = 47,130
#   committed  all  85,950.01 ÷ 749,400 = 11.47 %    Title I misses 61,200 − 40,530 = 20,670
#              new  3,330.00 + 9,820.01 + 10,800 = 23,950.01;  ÷ 749,400 = 3.20 %
#                   Title I misses 57,870, Title II 10,665 − 9,820.01 = 844.99:  58,714.99
#   actual     all  61,297.64 ÷ 749,400 = 8.18 %     Title I misses 61,200 − 25,010.25 = 36,189.75
#              new  6,410.25 + 13,170.99 + 10,716.40 = 30,297.64;  ÷ 749,400 = 4.04 %
#                   Title I misses 61,200 − 6,410.25 = 54,789.75
#
# OPERATING BUDGET: not known, total expenditure 36,186,000 stands in; a tenth is 3,618,600
#   planned    all  417,048.01 ÷ 36,186,000 = 1.15 %;  misses 3,618,600 − 417,048.01 = 3,201,551.99
#              new   51,950.01 = 0.14 %;  3,566,649.99
#   committed  all  152,550.01 = 0.42 %;  3,466,049.99     new  32,550.01 = 0.09 %;  3,586,049.99
#   actual     all   64,897.64 = 0.18 %;  3,553,702.36     new  33,897.64 = 0.09 %;  3,584,702.36
#
# TECHNOLOGY: lines 6 and 10, neither of them paid anyway; budget 52,000, of which 30 % is 15,600
#   planned 17,100 = 32.88 %, met;  committed 14,600 = 28.08 %, misses 1,000;  actual 9,600 = 18.46 %, misses 6,000
SHORT, MEETS = "Short of the benchmark", "Meets the benchmark"
TECHNOLOGY: Table = [
    # divided, by, gives, missing, result
    ["$17,100", "$52,000", "32.9%", "$0", MEETS],
    ["$17,100", "$52,000", "32.9%", "$0", MEETS],
    ["$14,600", "$52,000", "28.1%", "$1,000", SHORT],
    ["$14,600", "$52,000", "28.1%", "$1,000", SHORT],
    ["$9,600", "$52,000", "18.5%", "$6,000", SHORT],
    ["$9,600", "$52,000", "18.5%", "$6,000", SHORT],
]
ANGLES = [
    f"{basis}, {scope}"
    for basis in ("Planned", "Committed", "Actual")
    for scope in ("counting all PL cost", "new money only")
]
BENCHMARKS: Mapping[str, Table] = {
    "program-10": [
        ["$102,850.01", "$749,400", "13.7%", "$9,930", SHORT],
        ["$40,850.01", "$749,400", "5.5%", "$47,130", SHORT],
        ["$85,950.01", "$749,400", "11.5%", "$20,670", SHORT],
        ["$23,950.01", "$749,400", "3.2%", "$58,714.99", SHORT],
        ["$61,297.64", "$749,400", "8.2%", "$36,189.75", SHORT],
        ["$30,297.64", "$749,400", "4.0%", "$54,789.75", SHORT],
    ],
    "lea-operating-10": [
        ["$417,048.01", "$36,186,000", "1.2%", "$3,201,551.99", SHORT],
        ["$51,950.01", "$36,186,000", "0.1%", "$3,566,649.99", SHORT],
        ["$152,550.01", "$36,186,000", "0.4%", "$3,466,049.99", SHORT],
        ["$32,550.01", "$36,186,000", "0.1%", "$3,586,049.99", SHORT],
        ["$64,897.64", "$36,186,000", "0.2%", "$3,553,702.36", SHORT],
        ["$33,897.64", "$36,186,000", "0.1%", "$3,584,702.36", SHORT],
    ],
    "tech-30": TECHNOLOGY,
}

# COACHES: the reading coach 0.6 + 0.4 = 1; the mathematics coach 0.5 all year, and 0.5 in the spring, which is half a
#   year: 0.25. Together 1.75; the mentor is no coach. 2,618 ÷ 1.75 = 1,496.  It takes 2,618 ÷ 200 = 13.09, which is 14
#   rounded up; 13.09 − 1.75 = 11.34 are missing.
#
# HOURS: contract 187 days × 7 hours = 1,309.  Every teacher has 7 (opening day) + 2.5 (early release) + 45 minutes
#   twice a week for 36 weeks (54 hours) = 63.5; those of Hatton meet 30 minutes more each week: 18 hours. With
#   40, 20 and 40 teachers in the schools the mean is 63.5 + 18 × 20 ÷ 100 = 67.1.  67.1 ÷ 1,309 = 5.13 %.  A quarter is
#   327.25; 327.25 − 67.1 = 260.15 are missing.
WITHOUT_COST: Mapping[str, tuple[str, str, str]] = {
    # the number, how it is computed, what is missing
    "coach-200": (
        "1,496.00:1",
        "2,618 ÷ 1.75 = 1,496.00:1",
        "It takes 13.09 FTE, which is 14 rounded up. That is 11.34 FTE more than now.",
    ),
    "time-25": ("5.1%", "67.10 ÷ 1,309.00 = 5.1%", "260.15 hours more would meet it."),
}
