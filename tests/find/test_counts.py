"""Counts in whole sentences: what is counted, at which stage, as a part of what, delimited by what."""

from __future__ import annotations

import pytest
from reading import not_yet, read

from zsextract.records import Count


def shown(text: str) -> list[str]:
    """Each count as ``words object``, then stage, status (where not actual) and the whole it is a part of."""
    return [
        " ".join(
            [
                c.text,
                c.object,
                *([c.stage] if c.stage else []),
                *([c.status] if c.status != "actual" else []),
                *([f"in {c.within}"] if c.within else []),
            ]
        )
        for c in read(text).counts
    ]


def count(text: str, words: str) -> Count:
    """The count with these words."""
    return next(c for c in read(text).counts if c.text == words)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("签约项目20个。", ["20个 project signed"]),
        ("签约20个项目。", ["20个 project signed"]),
        ("20个项目签约。", ["20个 project signed"]),
        ("20个签约项目。", ["20个 project signed"]),
        ("签下20个项目。", ["20个 project signed"]),
        (
            "全区在谈项目98个、意向协议3个、框架协议10个、正式合同9个。",
            ["98个 project in_talks", "3个 project in_talks", "10个 project signed", "9个 project signed"],
        ),
        (
            "今年以来，全县新签约农业项目5个、工业项目13个、文旅项目3个。",
            ["5个 project signed", "13个 project signed", "3个 project signed"],
        ),
        (
            "“三个一批”活动中，23个项目签约、18个项目开工、15个项目投产。",
            ["23个 project signed", "18个 project started", "15个 project in_production"],
        ),
        (
            "产业链上新增规上企业12家、专精特新企业5家、高新技术企业21家。",
            ["12家 enterprise", "5家 enterprise", "21家 enterprise"],
        ),
        (
            "举办专题推介会6场，现场签约项目24个，其中总部项目2个；走访企业130家，达成意向11个。",
            [
                "6场 activity",
                "24个 project signed",
                "2个 project signed in c1",
                "130家 enterprise",
                "11个 project in_talks",
            ],
        ),
        (
            "赴粤港澳招商303次，接待客商来访45批320人次，签约项目8个。",
            ["303次 activity", "45批 activity", "8个 project signed"],
        ),
        (
            "对26个在建项目加紧调度；对11个新开工项目协调关系；对已立项的9个项目，加快审批。",
            ["26个 project under_construction", "11个 project started", "9个 project"],
        ),
        (
            "签约亿元以上项目8个；66个“两新”项目中，已开工41个。",
            ["8个 project signed", "66个 project", "41个 project started"],
        ),
        (
            "新引进项目66个；66个项目中，亿元以上的14个。",
            ["66个 project introduced", "66个 project introduced", "14个 project introduced"],
        ),
        ("16个签约项目开工。", ["16个 project started"]),
        ("16个签约项目开工9个。", ["16个 project signed", "9个 project started"]),
        ("22个在谈项目签约率达50%。", ["22个 project in_talks"]),
        ("13个在谈项目签约、7个续建项目竣工。", ["13个 project signed", "7个 project completed"]),
        ("22个项目中，有3个停工、2个烂尾。", ["22个 project", "3个 project", "2个 project"]),
        ("投产的不到三分之一，“僵尸项目”有39个。", ["39个 project"]),
        ("到开工的时间缩短到4个月，93个项目已有71个动工。", ["93个 project", "71个 project started"]),
        ("签约仪式前，领导为7家先进企业颁奖。", ["7家 enterprise"]),
        ("引进企业41家；新加坡在云企业要超过600家。", ["41家 enterprise introduced", "超过600家 enterprise target"]),
        ("年内要开工9个；各乡镇新培植税源项目2个。", ["9个 project started target", "2个 project target"]),
        (
            "共签约项目31个，其中外资项目4个；亿元以上项目17个，10亿元以上项目3个。",
            ["31个 project signed", "4个 project signed in c0", "17个 project signed", "3个 project signed"],
        ),
        (
            "实施项目150个，其中新建90个、续建60个；上亿元的项目21个。",
            ["150个 project", "90个 project in c0", "60个 project under_construction in c0", "21个 project"],
        ),
        ("为173户外贸企业协调贷款。", ["173户 enterprise"]),
        ("听取5个拟签约项目、网球基地等13个重点项目情况汇报。", ["5个 project signed", "13个 project signed"]),
        ("年产服装130万件的服装加工项目已投产。", []),
        ("常年生产经营正常的企业9家，年加工玉米的企业3家。", ["9家 enterprise", "3家 enterprise"]),
        ("签约项目5件，为企业代办手续210余件、解决问题37件。", ["5件 project signed"]),
        ("签约项目中，装备制造7个、电子信息4个。", ["7个 project signed", "4个 project signed"]),
        ("累计受理投资案件310件。", ["310件 project"]),
        ("县委常委陆宗海、伍家岗区领导到场，签约项目6个。", ["6个 project signed"]),
        ("每成功引荐一个亿元以上项目，给予7万元奖励。", []),
        ("每落地2个项目，另加3分。", ["2个 project landed"]),
        ("在谈项目中，州政府负责跟踪的21个。", ["21个 project"]),
        ("建成商会15家，每家商会每年回引项目2个以上。", ["2个以上 project introduced target"]),
        ("至少引进1个农业产业化项目。", ["1个 project introduced"]),
        ("“投产一批”项目4个，“增资一批”项目3个。", ["4个 project in_production", "3个 project"]),
        ("提前开工项目9项，未按计划开工项目21项。", ["9项 project started", "21项 project"]),
        ("重点项目333项（打包项目拆分后共421项）。", ["333项 project", "421项 project"]),
        ("走访异地商会11次。", ["11次 activity"]),
        ("2024个项目同时开工，2023年只有1800个。", ["2024个 project started", "1800个 project started"]),
        ("今年，全市累计备案外资项目467宗，新设外资企业82户。", ["467宗 project", "82户 enterprise registered"]),
        ("近百个项目、上千家企业、三十多家银行云集鹿鸣湖。", ["近百个 project", "上千家 enterprise"]),
        ("一季度签约项目9个，二季度12个。", ["9个 project signed", "12个 project signed"]),
        ("6家企业、9个项目获评先进。", ["6家 enterprise", "9个 project"]),
        ("开展“百日攻坚”“千企大走访”，帮助37家企业解决问题112个。", ["37家 enterprise"]),
        ("全县落户企业研发中心项目100个、总部企业5家。", ["100个 project introduced", "5家 enterprise introduced"]),
        (
            "世界500强企业15家、中国500强企业43家先后落户。",
            ["15家 enterprise introduced", "43家 enterprise introduced"],
        ),
        ("注册资本3000万元以上的企业41家落户。", ["41家 enterprise introduced"]),
        (
            "全省55项重点工程中28项已竣工，16项在建，11项未开工。",
            ["55项 project", "28项 project completed", "16项 project under_construction", "11项 project"],
        ),
        not_yet(
            "新开工亿元项目3个，竣工投产2个，正在办理手续4个。",
            ["3个 project started", "2个 project in_production", "4个 project"],
        ),
        (
            "4个招商专班走访企业63家，洽谈项目17个，引进“隐形冠军”2家。",
            ["63家 enterprise", "17个 project in_talks", "2家 enterprise introduced"],
        ),
        ("新增百亿企业1家、亿元村2个。", ["1家 enterprise"]),
        ("13个镇、87个部门领任务，12条产业链分头出击。", []),
        ("市政府将40亿元任务分解落实到13个镇、87个部门。", []),
        (
            "截至9月底，在建项目64个。10月，又有5个项目开工。",
            ["64个 project under_construction", "5个 project started"],
        ),
        (
            "全县共谋划项目120个，储备库内86个，已转化落地19个。",
            ["120个 project planned", "86个 project planned", "19个 project landed"],
        ),
        ("本季新批外资企业6家，注销2家，迁入1家。", ["6家 enterprise", "2家 enterprise", "1家 enterprise introduced"]),
        not_yet(
            "园区签约企业18家，已入驻11家，装修3家。",
            ["18家 enterprise signed", "11家 enterprise introduced", "3家 enterprise"],
        ),
        ("专班外出对接37批次，带回有效线索52条，签约3个。", ["37批次 activity", "3个 project signed"]),
        (
            "竣工项目12个、投产9个、达产5个。",
            ["12个 project completed", "9个 project in_production", "5个 project in_production"],
        ),
        ("单日成交38单，交易额620万元；出让土地3宗，成交价2.6亿元。", []),
        ("计划用地60亩，总投资1.5亿元，厂房分三期建设，二期明年开工。", []),
        ("活动共有来自12个国家的320名嘉宾、80家企业参加，签约项目16个。", ["80家 enterprise", "16个 project signed"]),
        (
            "全年举办招商活动18次，其中境外2次；签约项目66个。",
            ["18次 activity", "2次 activity in c0", "66个 project signed"],
        ),
        (
            "华东招商分局签约3个项目1.8亿元；华南招商分局签约5个项目6.2亿元。",
            ["3个 project signed", "5个 project signed"],
        ),
        ("3月底，45个重点项目已开(复)工32个。", ["45个 project", "32个 project started"]),
        ("31个街道中，有6个没有引进5000万元以上项目。", []),
        ("28个有任务的部门，还有5个没“开张”。", []),
        ("5亿元以上的装备项目一个也没有。", []),
        (
            "47个亿元以上项目中，投产的只有18个，还有6个停留在纸面上。",
            ["47个 project", "18个 project in_production", "6个 project"],
        ),
        ("签约不开工的还不少，26个项目要逐个过堂。", ["26个 project"]),
        ("全县有12个至今未开工的项目。", ["12个 project"]),
        ("有7个没有落地的项目。", ["7个 project"]),
        ("每个园区要引进2个附加值高的制造业项目。", ["2个 project introduced target"]),
        (
            "15个项目没有开工，其中等土地的6个、前期手续不全的4个。",
            ["15个 project", "6个 project in c0", "4个 project in c0"],
        ),
        ("截至目前，106个市重点项目已开工98个，开工率92.5%。", ["106个 project", "98个 project started"]),
        ("全市共有省级以上开发区8家，入驻企业3200余家。", ["3200余家 enterprise introduced"]),
        (
            "引进8家投资亿元以上的企业，2家投资10亿元以上的总部企业。",
            ["8家 enterprise introduced", "2家 enterprise introduced"],
        ),
        (
            "接洽客商120余批次500余人次，达成合作意向40余个，签订框架协议18个。",
            ["120余批次 activity", "40余个 project in_talks", "18个 project signed"],
        ),
        ("签约项目31个揽资58.6亿元。", ["31个 project signed"]),
        ("30个签约项目中8个已开工，5个正在推进。", ["30个 project signed", "8个 project started", "5个 project"]),
        ("21个在建项目中有6个进度滞后。", ["21个 project under_construction", "6个 project under_construction"]),
        (
            "27个项目已完工；97个项目已开工；5个项目正在开展前期工作。",
            ["27个 project completed", "97个 project started", "5个 project"],
        ),
        ("新增入驻企业30户，规模以上工业企业达到72户。", ["30户 enterprise introduced", "72户 enterprise"]),
        ("要建立制度，31个签约项目年内开工不少于15个。", ["31个 project signed", "不少于15个 project started target"]),
        ("州里跟踪服务的131个项目开工97个。", ["131个 project", "97个 project started"]),
        ("此次共有98个项目集中开工。", ["98个 project started"]),
        ("全省共有107个项目进行了签约。", ["107个 project signed"]),
        ("乡镇和部门组成20个招商引资责任单位。", []),
        ("县委书记亢远先后8次带队赴长三角招商，副县长先后16次外出考察。", ["8次 activity", "16次 activity"]),
        ("从产业看，21个项目中，高新技术9个、现代服务业7个。", ["21个 project", "9个 project", "7个 project"]),
        (
            "签约项目36个。从方式看，新设项目29个；从规模看，过1亿美元的项目14个。",
            ["36个 project signed", "29个 project registered", "14个 project signed"],
        ),
        ("部门一把手每季度外出招商1—2次。", ["1—2次 activity target"]),
        (
            "开复工项目34个，年内计划完成投资41亿元，其中新开工项目21个。",
            ["34个 project started", "21个 project started in c0"],
        ),
        (
            "34个项目开工。从分布看，滨江经开区18个，三团、五团分别为4个、3个。",
            ["34个 project started", "18个 project started", "4个 project started", "3个 project started"],
        ),
        ("第六师五家渠市集中签约项目37个。", ["37个 project signed"]),
        ("物流中心由华泰万家投资10亿元。", []),
        ("四个产业招商组、三个驻点招商组全年驻外，签约项目12个。", ["12个 project signed"]),
        ("19个援建省市共安排援建项目1687个。", ["1687个 project"]),
        (
            "签约项目30个，投产13个、在建8个，还有1个因资金问题停工。",
            ["30个 project signed", "13个 project in_production", "8个 project under_construction", "1个 project"],
        ),
        ("项目共60个，已竣工9个，31个进入设备安装阶段。", ["60个 project", "9个 project completed", "31个 project"]),
        (
            "签约项目29个，其中列入省重点6个、市重点23个。",
            ["29个 project signed", "6个 project signed in c0", "23个 project signed in c0"],
        ),
        (
            "全市项目开工20个，东山县、西河县还分别有4个、2个没有开工。",
            ["20个 project started", "4个 project", "2个 project"],
        ),
        ("外贸出口成交合同362宗，成交额3.6亿美元。", []),
        ("年内完成城南11宗地块上市。", ["11宗 other target"]),
        ("已签约待开工亿元以上项目3个。", ["3个 project signed"]),
        ("签约项目中，东山县8个，新区管委会和市直部门合计5个。", ["8个 project signed", "5个 project signed"]),
        ("实现外资“破零”的镇（街道）仅3个。", []),
        ("确保新开工亿元以上项目24个、力争28个。", ["24个 project started target", "28个 project started target"]),
        ("在谈的17个里有6个看好了地块。", ["17个 project in_talks", "6个 project in_talks"]),
        ("已签合同的38项中，尚有14项没有动工。", ["38项 project signed", "14项 project"]),
        ("去年签的29项，开工18项，还有5项“打了水漂”。", ["29项 project signed", "18项 project started", "5项 project"]),
        ("为38户茶企放贷2亿元。", ["38户 enterprise"]),
        ("与临江企业签署三项协议。", ["三项 project signed"]),
        ("54个在建项目复工47个。", ["54个 project under_construction", "47个 project under_construction"]),
        ("全年引进项目个，总投资达亿元。", ["个 project introduced"]),
        ("引进县外资金3亿元，兴办企业57家。", ["57家 enterprise"]),
        ("落户企业增至74家，其中世界500强19家。", ["74家 enterprise introduced", "19家 enterprise introduced in c0"]),
        ("共签约项目34个，总投资88亿元。亿元以上项目23个。", ["34个 project signed", "23个 project signed"]),
        ("在建的8个光伏、风电项目完成投资26亿元。", ["8个 project under_construction"]),
        ("新引进项目12个。全年外资“破零”的镇（街道）仅3个。", ["12个 project introduced"]),
        ("7项国家和省重点项目完成投资4.2亿元。", ["7项 project"]),
        ("48项自治区层面统筹推进重大项目完成投资53.7亿元。", ["48项 project"]),
        ("来自7个国家和地区的企业参加，签约项目9个。", ["9个 project signed"]),
        ("获批为省级开发区时，园内只有企业11家。", ["11家 enterprise"]),
        ("获批外资企业12家。", ["12家 enterprise registered"]),
        ("入驻企业150家以上，年产值过千万元的企业达到20家。", ["150家以上 enterprise introduced", "20家 enterprise"]),
        ("引进企业30家，其中产值超亿元企业12家。", ["30家 enterprise introduced", "12家 enterprise introduced in c0"]),
        (
            "达成意向项目17个。按照方案，要引进产业链项目200个，10亿元以上项目每年不少于3个。",
            ["17个 project in_talks", "200个 project introduced target", "不少于3个 project introduced target"],
        ),
        ("签约项目30个。按产业，工业项目12个。", ["30个 project signed", "12个 project signed"]),
    ],
)
def test_what_is_counted(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "新引进重大项目45个（其中百亿项目3个、50亿元以上项目3个）。",
            ["45个 project introduced", "3个 project introduced in c0", "3个 project introduced in c0"],
        ),
        (
            "在建项目372个，其中新开工120个（含亿元以上项目41个），续建252个。",
            [
                "372个 project under_construction",
                "120个 project started in c0",
                "41个 project started in c1",
                "252个 project under_construction in c0",
            ],
        ),
        ("213个“归雁”项目到位资金491亿元，其中新注册企业69家。", ["213个 project", "69家 enterprise registered in c0"]),
        (
            "园区现有企业412家，其中规上93家、上市2家、“小巨人”6家。",
            ["412家 enterprise", "93家 enterprise in c0", "2家 enterprise in c0", "6家 enterprise in c0"],
        ),
        (
            "全市共签约项目89个，其中云岭区10个，丰溪县3个，青阳、临江各2个。",
            [
                "89个 project signed",
                "10个 project signed in c0",
                "3个 project signed in c0",
                "2个 project signed in c0",
            ],
        ),
        ("共签约26个（含一个线上签约项目）。", ["26个 project signed", "一个 project signed in c0"]),
        (
            "签约项目28个，开工11个；其中外资4个。",
            ["28个 project signed", "11个 project started", "4个 project started in c1"],
        ),
        (
            "签约项目28个。其中，工业项目15个，服务业项目13个。",
            ["28个 project signed", "15个 project signed in c0", "13个 project signed in c0"],
        ),
        (
            "28个签约项目中，投资10亿元以上的3个，5—10亿元的6个。",
            ["28个 project signed", "3个 project signed", "6个 project signed"],
        ),
        (
            "上半年全市新增市场主体1.2万户，其中企业3100户、个体工商户8900户。",
            ["1.2万户 enterprise", "3100户 enterprise in c0", "8900户 enterprise in c0"],
        ),
        (
            "签约项目30个（外资5个、内资25个），开工12个。",
            ["30个 project signed", "5个 project signed in c0", "25个 project signed in c0", "12个 project started"],
        ),
        (
            "新引进企业30家，其中高新技术企业8家（含专精特新3家）。",
            ["30家 enterprise introduced", "8家 enterprise introduced in c0", "3家 enterprise introduced in c1"],
        ),
        not_yet(
            "签约项目12个、开工9个，其中工业项目共14个。",
            ["12个 project signed", "9个 project started", "14个 project"],
        ),
        (
            "共引进项目25个，其中：工业15个，农业6个，服务业4个；总投资58亿元。",
            [
                "25个 project introduced",
                "15个 project introduced in c0",
                "6个 project introduced in c0",
                "4个 project introduced in c0",
            ],
        ),
        ("新增签约项目14个，投资额123亿元，其中工业项目1个。", ["14个 project signed", "1个 project signed in c0"]),
        (
            "已履约18个（其中：完成年度目标到位资金的有11个）。",
            ["18个 project signed", "11个 project signed in c0"],
        ),
        ("多渠道引进项目14个，其中减排项目5个。", ["14个 project introduced", "5个 project introduced in c0"]),
        (
            "新开工项目66个，完成年度任务120个的55%。其中，工业项目51个，完成年度任务72个的71%。",
            [
                "66个 project started",
                "120个 project started target",
                "51个 project started in c0",
                "72个 project target",
            ],
        ),
    ],
)
def test_parts_of_a_whole(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("新引进2亿元以上重大项目45个以上。", "45个以上", (200000000, None, "at_least", "CNY")),
        ("引进20亿至50亿元项目26个。", "26个", (2000000000, 5000000000, "range", "CNY")),
        ("千万美元以上项目28项。", "28项", (10000000, None, "at_least", "USD")),
        ("百亿项目3个。", "3个", (10000000000, None, "at_least", "CNY")),
        ("纳税过亿元企业3家。", "3家", (100000000, None, "at_least", "CNY")),
        ("签约12个亿元以上项目。", "12个", (100000000, None, "at_least", "CNY")),
        ("10亿元以上项目61个，百亿级3个。", "3个", (10000000000, None, "at_least", "CNY")),
        ("5亿元以下项目40个。", "40个", (500000000, None, "at_most", "CNY")),
        ("投资50亿元及以上的7个项目开工。", "7个", (5000000000, None, "at_least", "CNY")),
        ("注册资本1000万元以上（含）企业6家。", "6家", (10000000, None, "at_least", "CNY")),
        ("5亿元以上10亿元以下的开工项目13个。", "13个", (500_000_000, 1_000_000_000, "range", "CNY")),
        ("1000万美元以上、3000万美元以下外资项目5个。", "5个", (10_000_000, 30_000_000, "range", "USD")),
        ("5亿元（含）以上、10亿元（不含）以下项目6个。", "6个", (500_000_000, 1_000_000_000, "range", "CNY")),
        ("年产值1亿元以上不足5亿元的企业20家。", "20家", (100_000_000, 500_000_000, "range", "CNY")),
        ("1亿元以上、5亿元以上项目分别为12个、5个。", "5个", (500_000_000, None, "at_least", "CNY")),
        ("浏阳、宁乡两市亿元以上项目分别为12个、5个。", "5个", (100_000_000, None, "at_least", "CNY")),
        (
            "引进项目60个，其中10亿元以上不少于12个、50亿元以上1至2个。",
            "不少于12个",
            (1_000_000_000, None, "at_least", "CNY"),
        ),
        (
            "引进项目60个，其中10亿元以上不少于12个、50亿元以上1至2个。",
            "1至2个",
            (5_000_000_000, None, "at_least", "CNY"),
        ),
        ("投资逾1亿元者有97家。", "97家", (100_000_000, None, "at_least", "CNY")),
        ("亿元以上项目，青山县9个、白水县8个，红石县、黄土县各5个。", "5个", (100_000_000, None, "at_least", "CNY")),
        ("已有11件投资案通过审查，其中超过10亿元者6件。", "6件", (1_000_000_000, None, "at_least", "CNY")),
        ("年内引进1个超600万美元的外资项目或3个超4000万元的民资项目。", "3个", (40_000_000, None, "at_least", "CNY")),
        (
            "每年新签约亿元以上项目，云泉开发区、青山产业园各7个，东城街道各3个。",
            "3个",
            (100_000_000, None, "at_least", "CNY"),
        ),
    ],
)
def test_thresholds(text: str, words: str, expected: tuple[int, int | None, str, str]) -> None:
    threshold = count(text, words).threshold
    assert threshold is not None
    assert (threshold.value, threshold.upper, threshold.bound, threshold.currency) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("新引进“三类500强”企业投资项目30个。", "30个", ("三类500强",)),
        ("签约央企项目3个、民企项目9个。", "9个", ("民企",)),
        ("引进重大外资项目5个。", "5个", ("重大", "外资")),
        ("签约项目28个。", "28个", ()),
        ("外资12个、内资55个项目签约。", "55个", ("内资",)),
        ("签约7个项目：年产3万吨铝箔项目、2个冷链项目和一批文旅项目。", "2个", ()),
        ("12个省重点项目开工。", "12个", ("省重点",)),
        not_yet("前来洽谈的客商中，有3家世界500强、5家上市公司。", "3家", ("世界500强",)),
        not_yet("重点盯住投资过百亿元的4个项目。", "4个", ()),
    ],
)
def test_classes(text: str, words: str, expected: tuple[str, ...]) -> None:
    assert count(text, words).classes == expected


@pytest.mark.parametrize(
    ("text", "value", "upper", "bound"),
    [
        ("签约项目两千四百五十个。", 2450, None, "exact"),
        ("签约项目30余个。", 30, None, "at_least"),
        ("签约项目十余个。", 10, None, "at_least"),
        ("签约项目几百个。", None, None, "approx"),
        ("签约项目十几个。", None, None, "approx"),
        ("签约项目7至9个。", 7, 9, "range"),
        ("签约项目不到60个。", 60, None, "at_most"),
        ("签约项目近100个。", 100, None, "approx"),
        ("签约项目一百二十个左右。", 120, None, "approx"),
        ("签约项目1.2万个。", 12000, None, "exact"),
        ("投资不低于5亿元的项目12个。", 12, None, "exact"),
        ("不低于5亿元的项目至少引进12个。", 12, None, "at_least"),
        ("至少引进10亿元以上项目2个。", 2, None, "at_least"),
        ("至多审批不低于5亿元的项目3个。", 3, None, "at_most"),
    ],
)
def test_values(text: str, value: int | None, upper: int | None, bound: str) -> None:
    (found,) = read(text).counts
    assert (found.value, found.upper, found.bound) == (value, upper, bound)


@pytest.mark.parametrize(
    "text",
    [
        "一家企业的负责人介绍，一个项目从签约到投产只用了十个月。",
        "推进“十大产业”“八大行动”，锻造“4×4”产业体系。",
        "新增项目若干，另有一批企业正在洽谈。",
        "产品远销20多个国家和地区，覆盖131个乡镇。",
        "项目部住进3个人，工期8个月。",
        "吸引15万人次参观，带动22.7万人就业。",
        "深化“五个一”机制，落实28条措施。",
        "第三届岳商大会于11月12日举行。",
        "现场投放岗位1.4万个，设置132个窗口。",
        "三分之一的项目已经投产。",
        "园区一家台资企业增资扩产。",
        "出口额4009万美元，后三项分别完成任务的118%、104%和100%。",
        "实施十项“三年计划”和开展招商提效等行动。",
        "“三个 500 强”招商行动启动。",
        "为每一个落户企业配备一名县级领导。",
        "账上的差距，要靠项目一个一个地补。",
        "每引进一家世界500强企业，另奖50万元。",
        "临江、东山、西河三家占了七成。",
        "18个乡镇中有3个至今没有引进一分钱。",
        "云泰集团一家就拿到5亿元贷款。",
        "增速在全市提升了4个位次。",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert shown(text) == []
