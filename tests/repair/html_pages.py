"""Pages of HTML in the manners of real sites, every name and figure made up. `M` marks what is main text."""
# ruff: noqa: E501  # pages are easier to read as they are

from __future__ import annotations

from typing import NamedTuple

TITLE = "临江新区集中签约18个项目"
LEAD = "3月8日，临江新区举行一季度重大项目集中签约活动，现场签约项目18个，总投资126.5亿元，其中10亿元以上项目5个。市委书记江大川出席并讲话，市长何小流主持。"
SAID = "江大川指出，要把招商引资作为经济工作的“一号工程”，紧盯主导产业，力争全年新引进亿元以上项目60个。"
DATA = "据了解，去年全区累计到位资金86亿元，同比增长12.5%，完成年度任务的103%。"
SHORT = "云岭县近日引进茶叶加工项目1个，总投资3000万元，预计年底投产。"


class Page(NamedTuple):
    """One page: its HTML, texts that must stay, texts that must go."""

    name: str
    html: str
    stays: tuple[str, ...]
    goes: tuple[str, ...]


def pages() -> list[Page]:
    """All pages."""
    return [portal(), tables(), breaks(), forum(), wechat(), sidebar(), short(), figures(), old_county(), mobile()]


_NAV = "".join(f'<li><a href="/{i}">{name}</a></li>' for i, name in enumerate(("要闻", "政务", "专题", "视频", "图片")))
_LIST = "".join(
    f'<li><a href="/a{i}">{name}</a><span>03-0{i + 1}</span></li>'
    for i, name in enumerate(("临江港吞吐量突破1000万吨", "新区再添20亿元项目", "市领导调研春耕", "我市召开防汛工作会议"))
)
_FOOT = "<div class='footer'>版权所有 临江新闻网 江ICP备12345678号 电话：0123-4567890</div>"


def portal() -> Page:
    """A news portal with the usual boxes round the article."""
    html = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE}_临江要闻_临江新闻网</title>
<script>var money = "10亿元";</script></head><body><ul class="nav">{_NAV}</ul>
<div class="path"><a href="/">首页</a> &gt; <a href="/n">新闻</a> &gt; 正文</div>
<div class="article"><h1>{TITLE}</h1><div class="info"><span>2031-03-09 08:20</span> <span>来源：临江日报</span>
<span>作者：高 山&nbsp;林远</span></div><div id="zoom"><p>　　本报讯（记者 高山 通讯员 林远）{LEAD}</p>
<p>　　{SAID}<strong>何小流</strong>要求，各部门要加强服务，确保项目早开工、早投产。</p>
<p style="text-align:center"><img src="1.jpg" alt="签约"/></p><p>　　{DATA}</p></div>
<div class="editor">责任编辑：叶知秋</div><div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div>
<div class="rel"><h3>相关新闻</h3><ul>{_LIST}</ul></div></div>{_FOOT}</body></html>"""
    return Page("portal", html, (TITLE, "2031-03-09 08:20", LEAD, SAID, "何小流", DATA, "叶知秋"), ("10亿元\";", "防汛", "ICP"))


def tables() -> Page:
    """A county site of 2005: tables in tables, FONT, upper-case tags, no closing P."""
    html = f"""<HTML><HEAD><TITLE>云岭县招商局</TITLE></HEAD><BODY bgcolor=#ffffff><TABLE width=760><TR><TD>
<A href=index.htm>首页</A> | <A href=a.htm>机构</A> | <A href=b.htm>政策</A></TD></TR></TABLE><TABLE width=760><TR><TD width=180>
<TABLE><TR><TD><A href=1.htm>招商动态</A></TD></TR><TR><TD><A href=2.htm>项目推介</A></TD></TR></TABLE></TD><TD>
<TABLE><TR><TD align=center><FONT size=4><B>{TITLE}</B></FONT></TD></TR><TR><TD align=center>发布时间：2005-3-9 点击数：123</TD></TR>
<TR><TD><P>&nbsp;&nbsp;&nbsp;&nbsp;{LEAD}<P>&nbsp;&nbsp;&nbsp;&nbsp;{SAID}<P>&nbsp;&nbsp;&nbsp;&nbsp;{DATA}（高山）</TD></TR>
<TR><TD align=right>【<A href="javascript:window.print()">打印</A>】【<A href="javascript:window.close()">关闭</A>】</TD></TR></TABLE>
</TD></TR></TABLE><TABLE width=760><TR><TD align=center>云岭县招商局 版权所有 电话：0123-7654321</TD></TR></TABLE></BODY></HTML>"""
    return Page("tables", html, (TITLE, "2005-3-9", LEAD, SAID, DATA), ("项目推介", "7654321"))


def breaks() -> Page:
    """Paragraphs made by BR alone."""
    html = f"""<html><head><title>{TITLE} - 临江市人民政府</title></head><body><div id=top>{_NAV}</div>
<div class=con><div class=tit>{TITLE}</div><div class=ly>信息来源：市商务局　发布日期：2019年3月9日</div>
<div class=nr>　　{LEAD}<br><br>　　{SAID}<br><br>　　{DATA}<br></div></div><div class=foot>{_FOOT}</div></body></html>"""
    return Page("breaks", html, (TITLE, "市商务局", "2019年3月9日", LEAD, SAID, DATA), ("ICP", "专题"))


def forum() -> Page:
    """A forum thread with a reply."""
    html = f"""<html><head><title>{TITLE} - 临江论坛 - Powered by Discuz!</title></head><body><div id="nv"><a href="/">论坛</a></div>
<h1 class="ts">{TITLE}</h1><div id="post_1"><div class="pi"><a href="u1">江边人</a> <em>发表于 2012-3-9 10:22:05</em></div>
<table><tr><td class="t_f">{LEAD}<br/>
{SAID}<br/>
{DATA}</td></tr></table></div><div id="post_2"><div class="pi"><a href="u2">路过</a> <em>发表于 2012-3-9 11:00:00</em></div>
<table><tr><td class="t_f">顶一个，家乡越来越好</td></tr></table></div><p>Powered by Discuz! X2</p></body></html>"""
    return Page("forum", html, (TITLE, LEAD, SAID, DATA), ("Powered",))


def wechat() -> Page:
    """An article made of nested sections and spans, one clause each."""
    spans = "".join(
        f'<section style="margin:0"><section><p><span style="font-size:15px">{text}</span></p></section></section>'
        for text in (LEAD, SAID, DATA)
    )
    html = f"""<!DOCTYPE html><html><head><meta property="og:title" content="{TITLE}"/><title></title></head><body>
<div id="js_article"><h1 id="activity-name">{TITLE}</h1><div id="meta_content"><a>临江发布</a> <em id="publish_time">2023-03-09 18:05</em></div>
<div id="js_content"><section><span>点击上方蓝字关注我们</span></section>{spans}<section><p><span>来源：临江融媒</span></p>
<p><span>编辑：叶知秋　审核：高山</span></p></section></div></div><div class="qr">微信扫一扫<br>关注该公众号</div></body></html>"""
    return Page("wechat", html, (TITLE, LEAD, SAID, DATA, "临江融媒", "叶知秋"), ("关注该公众号",))


def sidebar() -> Page:
    """Two columns: the side one holds long summaries of other articles."""
    side = "".join(
        f"<div class='item'><h4><a href='/{i}'>{name}</a></h4><p>{name}的消息传来，各方反响热烈，相关负责人表示将继续努力。</p></div>"
        for i, name in enumerate(("临江港吞吐量突破1000万吨", "市领导调研春耕生产", "防汛工作会议召开"))
    )
    html = f"""<html><head><title>{TITLE}|临江在线</title></head><body><header>{_NAV}</header><main><article><h2 class="title">{TITLE}</h2>
<p class="meta">2024-03-09 临江在线 记者 高山</p><p>{LEAD}</p><p>{SAID}</p><h3>成果：到位资金86亿元</h3><p>{DATA}</p></article></main>
<aside class="sidebar"><h3>热门文章</h3>{side}</aside><footer>© 临江在线</footer></body></html>"""
    return Page("sidebar", html, (TITLE, "2024-03-09", LEAD, SAID, "成果：到位资金86亿元", DATA), ("反响热烈", "©"))


def short() -> Page:
    """A brief of one sentence."""
    html = f"""<html><head><title>云岭引进茶叶项目_云岭县政府网</title></head><body><div class="nav">{_NAV}</div>
<div class="main"><h1>云岭引进茶叶项目</h1><div class="info">2018-05-02 来源：县投资促进局 字号：大 中 小</div>
<div class="txt"><p>{SHORT}</p></div></div><ul class="list">{_LIST}</ul>{_FOOT}</body></html>"""
    return Page("short", html, ("云岭引进茶叶项目", "2018-05-02", "县投资促进局", SHORT), ("防汛", "ICP"))


def figures() -> Page:
    """An article with a table of figures in the middle."""
    table = "".join(f"<tr><td>{name}</td><td>{n}个</td><td>{s}亿元</td></tr>" for name, n, s in (("东城镇", 3, "4.2"), ("西岭乡", 2, "1.85")))
    html = f"""<html><head><title>{TITLE}</title></head><body><div class="nav">{_NAV}</div><div class="cont"><h1>{TITLE}</h1>
<p>{LEAD}</p><table border=1><tr><th>单位</th><th>项目</th><th>投资</th></tr>{table}</table><p>{DATA}</p></div>{_FOOT}</body></html>"""
    return Page("figures", html, (TITLE, LEAD, "东城镇", "4.2亿元", "1.85亿元", DATA), ("ICP",))


def old_county() -> Page:
    """Text right in a table cell, entities for quotation marks, the date only in a meta tag."""
    lead = LEAD.replace("，", "&#65292;")
    html = f"""<html><head><meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2016-03-09 09:30">
<meta name="ContentSource" content="临江日报"><title>{TITLE}</title></head><body><table><tr><td>{_NAV}</td></tr><tr><td class="t">{TITLE}</td></tr>
<tr><td class="c">{lead}<br/>{SAID}<br/>{DATA}</td></tr></table>{_FOOT}</body></html>"""
    return Page("old county", html, (TITLE, "2016-03-09 09:30", "临江日报", LEAD, SAID, DATA), ("ICP",))


def mobile() -> Page:
    """A mobile page with comments of readers and a button that unfolds the text."""
    html = f"""<html><head><title>{TITLE}-云端临江</title></head><body><div class="bar"><a>打开APP</a></div><div class="detail"><h1>{TITLE}</h1>
<div class="src">云端临江 · 2025-03-09 07:15</div><div class="content"><p>{LEAD}</p><p>{SAID}</p><p>{DATA}</p><p>（记者 高山）</p></div>
<div class="more">展开全文</div></div><div class="comments"><div class="c">网友A：希望项目早日建成，家门口好就业。</div>
<div class="c">网友B：支持！</div></div></body></html>"""
    return Page("mobile", html, (TITLE, "2025-03-09 07:15", LEAD, SAID, DATA, "记者 高山"), ("打开APP", "支持"))
