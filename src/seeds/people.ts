import type { DemoEmployee, DemoPerson } from './demo-person.js';
import { knownEmployees, oddEmployees } from './known-people.js';
import { familyNames, mensNames, middleNames, womensNames } from './names.js';
import { type Post, postOf } from './positions.js';
import type { Random } from './random.js';
import { type DemoUnit, demoUnits } from './units.js';

const two = (n: number): string => String(n).padStart(2, '0');

/** Makes people who differ in name, NIP, phone and address; the same ones from the same seed. */
export class People {
  private readonly names = new Set<string>();
  private readonly nips = new Set<string>();
  private phones = 0;

  constructor(private readonly random: Random) {}

  /** Everybody the units employ, heads first. Appointed by the spring of 2022, so that they may attend in June. */
  employees(): DemoEmployee[] {
    const known = [...knownEmployees, ...oddEmployees].map((person) => this.known(person));
    const invented = demoUnits.flatMap((unit) => {
      const heads = known.filter(({ unitCode }) => unitCode === unit.code).length;
      return Array.from({ length: Math.max(0, unit.staff - heads) }, (_, n) => this.employee(unit, n + heads));
    });
    return [...known, ...invented];
  }

  /** A contract worker without a number, as the operators of villages and offices are. */
  worker(unit: DemoUnit): DemoPerson {
    const { name } = this.name();
    const position = unit.sort === 'village' ? 'Operator kelurahan' : 'Tenaga administrasi';
    return { ...this.contact(name), kind: 'non_asn', ...plain(name), unitCode: unit.code, position, rank: '' };
  }

  guest(unitText: string, position: string): DemoPerson {
    const { name } = this.name();
    return { ...this.contact(name), kind: 'guest', ...plain(name), unitText, position, rank: '' };
  }

  contact(name: string): { phone: string; email: string } {
    this.phones += 1;
    const account = name
      .toLowerCase()
      .replace(/[^a-z ]/g, '')
      .replace(/ /g, '.');
    return { phone: `0812${String(34_000_000 + this.phones)}`, email: `${account}@bitung.example` };
  }

  private known(person: Omit<DemoEmployee, 'phone' | 'email'>): DemoEmployee {
    this.names.add(person.name);
    this.nips.add(person.nip);
    return { ...person, ...this.contact(person.name) };
  }

  private employee(unit: DemoUnit, n: number): DemoEmployee {
    const post = postOf(unit, n, this.random);
    const { name, woman } = this.name();
    const kind = post.pppk && this.random.chance(0.3) ? 'pppk' : 'pns';
    return {
      ...this.contact(name),
      kind,
      nip: this.nip(post, kind, woman),
      frontTitle: this.frontTitle(post, woman),
      name,
      backTitle: this.random.pick(post.degrees),
      unitCode: unit.code,
      position: post.position,
      rank: kind === 'pppk' && post.pppk ? post.pppk : this.random.pick(post.ranks),
    };
  }

  private frontTitle({ front = [''] }: Post, woman: boolean): string {
    const title = this.random.pick(front);
    if (title === 'Drs.' || title === 'Dra.') return woman ? 'Dra.' : 'Drs.';
    return title;
  }

  private name(): { name: string; woman: boolean } {
    for (;;) {
      const woman = this.random.chance(0.52);
      const given = this.random.pick(woman ? womensNames : mensNames);
      const middle = this.random.chance(0.25) ? ` ${this.random.pick(middleNames)}` : '';
      const name = `${given}${middle} ${this.random.pick(familyNames)}`;
      if (this.names.has(name)) continue;
      this.names.add(name);
      return { name, woman };
    }
  }

  private nip({ from, to }: Post, kind: 'pns' | 'pppk', woman: boolean): string {
    const age = this.random.int(from, to);
    const year = 2022 - age;
    const birth = `${year}${two(this.random.int(1, 12))}${two(this.random.int(1, 28))}`;
    const entered = Math.min(2020, year + this.random.int(22, 27));
    const appointed =
      kind === 'pppk' ? `${this.random.int(2021, 2022)}21` : `${entered}${two(this.random.pick([1, 2, 3, 4, 12]))}`;
    for (let serial = 1; ; serial += 1) {
      const nip = `${birth}${appointed}${woman ? 2 : 1}${String(serial).padStart(3, '0')}`;
      if (this.nips.has(nip)) continue;
      this.nips.add(nip);
      return nip;
    }
  }
}

const plain = (name: string) => ({ frontTitle: '', name, backTitle: '' });
