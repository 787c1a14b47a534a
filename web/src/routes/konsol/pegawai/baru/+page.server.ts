import { redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { employeeChoices, readEmployee, refusedEmployee } from '$lib/directory/employee-form.server';
import { href } from '$lib/links';

export const load = (request) => employeeChoices(request);

export const actions = {
  default: async (request) => {
    const values = readEmployee(await request.request.formData());
    const { active: _, version: __, seen: ___, validFrom, ...person } = values;
    const answer = await api(request).POST('/api/directory/employees', {
      body: { ...person, validFrom: validFrom || null },
    });
    if (answer.data) redirect(303, href(`/konsol/pegawai/${answer.data.id}?tersimpan`));
    return refusedEmployee(answer, values);
  },
};
