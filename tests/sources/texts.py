"""Invented news: a canal lock, a choir, and who told whom."""

LOCK_EN = """Brindle signs lock deal with Overijk
The mayor of Overijk, Marit Donkers, signed a contract on Tuesday with Brindle Works for a new canal lock.
The lock will cost 48 million euros and is to open in the spring of 2031.
"We have waited thirty years for this gate," Donkers said after the ceremony in the town hall.
Brindle's chief engineer, Pavel Ostry, promised that barges would not have to wait longer than a month.
The old lock was built in 1931 and leaks about two thousand litres of water an hour.
The council had rejected a cheaper offer from a competitor in March.
Donkers will travel to the Brindle yard in Gdynia next autumn."""

LOCK_REWRITTEN_EN = """New gate for Overijk
A contract for a new lock on the canal was signed on Tuesday by Brindle Works and Overijk's mayor, Marit Donkers.
It will cost the town 48 million euros and should be open by spring 2031.
"We have waited thirty years for this gate," the mayor said after the signing.
Pavel Ostry, the chief engineer at Brindle, said that barges would have to wait a month at most.
The present lock dates from 1931; it leaks some two thousand litres an hour.
Our photographer fell into the canal and is well."""

LOCK_DE = """Brindle und Overijk unterzeichnen Vertrag über Schleuse
Die Bürgermeisterin von Overijk, Marit Donkers, hat am Dienstag mit Brindle Works einen Vertrag über eine neue \
Kanalschleuse unterzeichnet.
Die Schleuse wird 48 Millionen Euro kosten und soll im Frühjahr 2031 öffnen.
„Wir haben dreißig Jahre auf dieses Tor gewartet“, sagte Donkers nach der Zeremonie im Rathaus.
Der Chefingenieur von Brindle, Pavel Ostry, versprach, dass Lastkähne nicht länger als einen Monat warten müssen.
Die alte Schleuse wurde 1931 gebaut und verliert rund zweitausend Liter Wasser in der Stunde.
Der Rat hatte im März ein billigeres Angebot eines Konkurrenten abgelehnt.
Donkers wird im nächsten Herbst die Brindle-Werft in Gdynia besuchen."""

LOCK_OTHER_EN = """Skippers doubt the new Overijk lock
Bargemen on the canal fear a season without freight now that Overijk has chosen a builder for its lock.
Their association wants the town to pay for detours through the northern branch.
A skipper of forty years, Joost Halm, reckons that every closed week costs him a quarter of his income.
Mayor Marit Donkers met him on the quay on Thursday and listened for an hour.
She offered coffee, he says, but no money.
A hearing in the provincial parliament has been set for the end of the month."""

CHOIR_EN = """Choir wins in Tallinn
The women's choir of Hallow Bay won the first prize at a festival in Tallinn on Sunday.
Its conductor, Ines Farrow, chose three songs about herring.
The jury praised the low voices and the courage of the programme.
The choir returns by ferry on Wednesday and sings in the market hall on Saturday."""

LOCK_KO = """오버레이크시, 브린들과 새 갑문 계약 체결
오버레이크의 마릿 동커스 시장은 화요일 브린들웍스와 새 운하 갑문 건설 계약을 체결했다.
갑문 건설에는 4800만 유로가 들며 2031년 봄에 개통할 예정이다.
동커스 시장은 시청에서 열린 서명식 뒤 "우리는 이 문을 30년 동안 기다렸다"고 말했다.
브린들의 파벨 오스트리 수석 기술자는 바지선이 한 달 이상 기다리지 않아도 될 것이라고 약속했다.
옛 갑문은 1931년에 지어졌으며 시간당 약 2천 리터의 물이 샌다.
시의회는 지난 3월 경쟁 업체의 더 싼 제안을 거부했다.
동커스 시장은 내년 가을 그디니아에 있는 브린들 조선소를 방문할 예정이다."""
