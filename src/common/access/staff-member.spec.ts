import { describe, expect, it } from '@jest/globals';
import type { Role } from './permissions.js';
import { can, eventScope, type StaffMember } from './staff-member.js';

const staff = (...roles: [Role, string | null][]): StaffMember => ({
  id: 's',
  name: 'Sari Contoh',
  email: 'sari@bitung.example',
  office: 'Dinas Kominfo',
  locale: 'id',
  roles: roles.map(([role, eventId], index) => ({ id: String(index), role, eventId })),
});

describe('can', () => {
  it('counts a role held everywhere for every event', () => {
    expect(can(staff(['organiser', null]), 'events.edit', 'e1')).toBe(true);
    expect(can(staff(['organiser', null]), 'events.edit')).toBe(true);
  });

  it('counts a role held for an event there only', () => {
    const organiser = staff(['organiser', 'e1']);
    expect(can(organiser, 'events.edit', 'e1')).toBe(true);
    expect(can(organiser, 'events.edit', 'e2')).toBe(false);
    expect(can(organiser, 'events.edit')).toBe(false);
    expect(can(organiser, 'events.edit', null)).toBe(false);
  });

  it('never lets a role of one event reach what is held everywhere only', () => {
    expect(can(staff(['organiser', 'e1']), 'events.create', 'e1')).toBe(false);
    expect(can(staff(['auditor', 'e1']), 'records.read', 'e1')).toBe(false);
  });

  it('does not mix the role of one event with that of another', () => {
    const both = staff(['gate', 'e1'], ['organiser', 'e2']);
    expect(can(both, 'registrations.list', 'e1')).toBe(false);
    expect(can(both, 'scans.write', 'e1')).toBe(true);
    expect(can(both, 'registrations.list', 'e2')).toBe(true);
  });

  it('gives nothing to nobody', () => {
    expect(can(staff(), 'events.list')).toBe(false);
  });
});

describe('eventScope', () => {
  it('is everything, some events, or none', () => {
    expect(eventScope(staff(['auditor', null], ['gate', 'e1']), 'audit.read')).toBe('all');
    expect(eventScope(staff(['auditor', 'e1'], ['gate', 'e2'], ['auditor', 'e3']), 'audit.read')).toEqual(['e1', 'e3']);
    expect(eventScope(staff(['gate', 'e2']), 'audit.read')).toEqual([]);
    expect(eventScope(staff(['auditor', 'e1']), 'records.read')).toEqual([]);
  });
});
