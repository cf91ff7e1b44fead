"""Invented articles as crawlers save them."""

KOREAN = """새별신문
홈 > 경제 > 해운
로그인 | 회원가입 | 구독신청

도솔중공업 배은결 사장, 몽골 광산부 장관과 회동…내년 공장 착공 합의

기사입력 2031.03.14 09:20   조회 1,204
페이스북 트위터 카카오톡 글자크기 인쇄

(서울=한별통신) 채리안 기자 = 배은결 도솔중공업 사장이 12일(현지시간) 울란바토르에서 바트바야르 광산부 장관을 만나 \
구리 제련소 건설 방안을 논의했다고 회사 측이 14일 밝혔다.

▲ 배은결 사장(왼쪽)이 울란바토르에서 바트바야르 장관과 악수하고 있다. [도솔중공업 제공]

배 사장은 "광산은 땅속이 아니라 사람에게 있다"고 말했다. 양측은 내년 3월 제련소를 착공하기로 합의했다.

제련소에는 모두 4천억원이 투입되며 완공 목표는 2034년이다.

rian.chae@saebyeol.example
<저작권자(c) 새별신문, 무단전재 및 재배포 금지>
많이 본 뉴스
1 봄비에 산불 위험 낮아져
2 한강 다리 야간 조명 바뀐다
"""

ENGLISH = """The Fen Courier
Home  |  Politics  |  Farming  |  Subscribe

Mayor Odile Farrow meets dyke builders over flood wall

By Tamsin Orde
4 June 2031, 07:15
Share: Facebook - X - Email

MARSHGATE (Levelwire) - Mayor Odile Farrow sat down on Monday with the engineer Piet Wenlock to settle the route of \
the new flood wall, which will cost the town 12 million pounds.

Photo: The old dyke at low tide. Credit: Ida Noor

"Water does not read our plans," Mr Wenlock said after the talks. The two will meet again in September.

Related articles
- Three barges stuck in the reeds
- What the eel festival taught us
Got a tip? desk@fencourier.example
(c) 2031 Fen Media Ltd. All rights reserved.
"""

GERMAN = """Moorbote – Zeitung für das Teufelsmoor
Startseite > Wirtschaft

Werftchefin Jelka Brandis trifft Reeder aus Tallinn

Von Onno Flickenschild
2. April 2031, 05:30 Uhr
Lesezeit: 3 Min.   Merken   Teilen

Emden. Die Chefin der Moorwerft, Jelka Brandis, hat am Montag den Reeder Rein Saluveer in Emden empfangen. Beide \
sprachen über den Bau von drei Fähren, die zusammen 90 Millionen Euro kosten sollen.

Jelka Brandis (l.) und Rein Saluveer vor der Halle 3. Foto: Swantje Uken

„Wir bauen nicht für das Museum“, sagte Brandis nach dem Treffen. Der Vertrag soll im Juni unterschrieben werden.

Mehr zum Thema
Warum die Ems wieder flacher wird
Neue Brücke für Radfahrer
© 2031 Verlag Moorbote. Alle Rechte vorbehalten.
"""

ALL = (KOREAN, ENGLISH, GERMAN)
