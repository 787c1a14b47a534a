export interface DemoPerson {
  kind: 'pns' | 'pppk' | 'non_asn' | 'guest';
  nip?: string;
  nrp?: string;
  frontTitle: string;
  name: string;
  backTitle: string;
  unitCode?: string;
  /** In words, where the unit is none of the city's. */
  unitText?: string;
  position: string;
  rank: string;
  phone: string;
  email: string;
}

export type DemoEmployee = DemoPerson & { kind: 'pns' | 'pppk'; nip: string; unitCode: string };
