import type { anomalyMessages as zhMessages } from '../zh/anomaly.js';

export const anomalyMessages: Readonly<Record<keyof typeof zhMessages, string>> = {
  'anomaly.party.man': 'the man',
  'anomaly.party.woman': 'the woman',
  'anomaly.feed.death': 'death',
  'anomaly.feed.court-divorce': 'a divorce in court',
  'anomaly.feed.revocation': 'a revocation or annulment',
  'anomaly.severity.error': 'error',
  'anomaly.severity.warning': 'warning',
  'anomaly.severity.hint': 'hint',
  'anomaly.about.person': 'person',
  'anomaly.about.office': 'office',
  'anomaly.column.code': 'rule',
  'anomaly.column.about': 'about',
  'anomaly.column.severity': 'at most',
  'anomaly.column.title': 'meaning',
  'anomaly.column.parameters': 'parameters',
  'anomaly.count': '{count} {count|rule|rules}',
  'anomaly.rule-off': 'off',
  'anomaly.progress': 'looking for anomalies',
  'anomaly.since-or-batch': '--since and --batch cannot be used together',
  'anomaly.since-or-batch.hint': 'give one of them; without either the whole registry is looked at',
  'anomaly.unknown-rule': 'there is no rule {code}',
  'anomaly.unknown-rule.hint': 'mreg detect rules lists them; the nearest is {suggestion}',
  'anomaly.interrupted': 'stopped; nothing was stored',
  'anomaly.interrupted.hint': 'run it again',
  'anomaly.looked': 'looked at {records} registrations of {persons} persons in {seconds} s',
  'anomaly.none': 'no anomalies',
  'anomaly.found': '{found} found, {added} of them new; mreg findings list --kind anomaly shows them',
  'anomaly.ledgered': 'run {run}, entry {seq} of the ledger',
  'anomaly.status.none': 'none',
  'anomaly.status.10': 'never married',
  'anomaly.status.20': 'married',
  'anomaly.status.21': 'first marriage',
  'anomaly.status.22': 'remarried',
  'anomaly.status.23': 'married again to the same spouse',
  'anomaly.status.30': 'widowed',
  'anomaly.status.40': 'divorced',
  'anomaly.status.90': 'unstated',
  'anomaly.marriage-overlap.title': 'Two marriages overlap',
  'anomaly.marriage-overlap.explanation':
    'The marriage of {firstDate} was ended only on {endDate}, by {feed} of the same couple, while the same person married somebody else on {secondDate}. Both cannot be right: compare identities and dates in both archives; if they stand, report a suspected bigamy.',
  'anomaly.feed.divorce': 'a registered divorce',
  'anomaly.feed.revocation-record': 'a registered revocation',
  'anomaly.open-marriages.title': 'Two open marriages suspected',
  'anomaly.open-marriages.explanation':
    'The same person married two people, on {firstDate} and {secondDate}; of the first marriage the registry knows no divorce, revocation, court divorce or death of the spouse (status given before the second: {status}). Court divorces and other provinces may be missing here: verify first.',
  'anomaly.divorce-without-marriage.title': 'Divorce without its marriage',
  'anomaly.divorce-without-marriage.explanation':
    'The divorce of {date} names a marriage of {marriageDate}; of the marriages of that place ({region}) that later registrations name, {share}% are here, and not this one. Check the numbers and the date, or backfill the archive that is missing.',
  'anomaly.divorce-before-marriage.title': 'Divorced before married',
  'anomaly.divorce-before-marriage.explanation':
    'The couple divorced on {divorceDate}, but the first marriage of theirs in the registry is of {marriageDate} and not marked as a remarriage. Check both dates and the mark.',
  'anomaly.divorce-repeated.title': 'The same couple divorced twice with no marriage between',
  'anomaly.divorce-repeated.explanation':
    'Their marriage had ended on {firstDate} by {feed}; on {secondDate} the same couple registered a divorce, with no marriage between. Check the dates, or backfill the marriage.',
  'anomaly.marriage-repeated.title': 'The same couple married twice with no divorce between',
  'anomaly.marriage-repeated.explanation':
    'The same couple married on {firstDate} and {secondDate}, with no divorce, revocation or court divorce between: one archive keyed twice, a late registration, or a divorce that is missing.',
  'anomaly.after-death.title': 'Registered after death',
  'anomaly.after-death.explanation':
    'Death of {party}: {deathDate} (from {authority}); registered on {date}. Check that both are one person and that the date is right; if so, somebody used the identity of the dead.',
  'anomaly.under-age.title': 'Under the age of marriage',
  'anomaly.under-age.explanation':
    'On {date} {party} had not reached {minimumYears} years (reached on {reachedOn}). Check birth and registration dates, minding nominal ages and lunar dates; autonomous variations and birthdays may stand once verified.',
  'anomaly.kin-same-address.title': 'Same surname and address: kin?',
  'anomaly.kin-same-address.explanation':
    'Both have the same surname and had the same registered address when they married on {date}; {years} years between them. A hint only: look at parents and household book in the archive.',
  'anomaly.kin-number-neighbours.title': 'Neighbouring numbers: siblings?',
  'anomaly.kin-number-neighbours.explanation':
    'Both have the same surname, and numbers of the same region and birthday whose sequences differ by {distance}; married on {date}. A hint only: look at the archive.',
  'anomaly.many-marriages.title': 'Many marriages in a short time',
  'anomaly.many-marriages.explanation':
    'From {firstDate} to {lastDate} the same person married {marriages} times, {spouses} different people. Check the identity and how each marriage ended: marriage fraud, sham marriages, impostors.',
  'anomaly.many-provinces.title': 'Many provinces in a short time',
  'anomaly.many-provinces.explanation':
    'From {firstDate} to {lastDate} the same person registered in {provinces} provinces ({codes}). The identity may be used by others: ask the person.',
  'anomaly.shared-number.title': 'One number, several persons',
  'anomaly.shared-number.explanation':
    'In the registrations of {firstDate} and {secondDate} one document number belongs to two people of different names (births: {births}). Until 2010 some numbers were held twice; a change of name, a mistyped number or an impostor are possible too.',
  'anomaly.births.same': 'the same',
  'anomaly.births.different': 'different',
  'anomaly.births.unknown': 'cannot be compared',
  'anomaly.same-number-both-parties.title': 'Same number on both parties',
  'anomaly.same-number-both-parties.explanation':
    'In the registration of {date} man and woman have the same document number; one is wrong at least. Check both against the copies of the documents.',
  'anomaly.parties-exchanged.title': 'Parties exchanged',
  'anomaly.parties-exchanged.explanation':
    "In the registration of {date} the man's number says female and the woman's says male. Check whether the halves of the row are exchanged: names, births and addresses must move together.",
  'anomaly.sex-differs.title': 'Sex in the number differs',
  'anomaly.sex-differs.explanation':
    'In the registration of {date} the number of {party} says the other sex. Check the number and the side it stands on; some early numbers were issued so, and may stand once verified.',
  'anomaly.cooling-off-violated.title': 'Divorce inside the cooling-off period',
  'anomaly.cooling-off-violated.explanation':
    'On {date} the cooling-off period cannot have ended: the earliest day was {earliest}. Check whether the day of acceptance was entered, and the date of the marriage.',
  'anomaly.status-contradicts.title': 'Status contradicts an earlier registration',
  'anomaly.status-contradicts.explanation':
    'On {secondDate} {party} was entered as never married, but the same person had married on {firstDate}. Check whether they are one person, and whether the declaration was true.',
  'anomaly.reissue-after-divorce.title': 'Marriage certificate reissued after the divorce',
  'anomaly.reissue-after-divorce.explanation':
    'The marriage of the couple had ended on {endDate} by {feed}; on {date} its certificate was reissued, with no remarriage between. Check the date and the status declared then.',
  'anomaly.reissue-without-original.title': 'Reissue without its original',
  'anomaly.reissue-without-original.explanation':
    'The reissue of {date} names a registration of {originalDate}; of those of that kind and place ({region}) that later registrations name, {share}% are here, and not this one. Check the date, or backfill the archive that is missing.',
};
