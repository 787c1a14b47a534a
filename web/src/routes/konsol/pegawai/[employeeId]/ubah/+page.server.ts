import { redirect } from '@sveltejs/kit';
import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';
import { employeeChoices, readEmployee, refusedEmployee } from '$lib/directory/employee-form.server';
import { href } from '$lib/links';

export const load = async (request) => {
  const path = { employeeId: request.params.employeeId };
  const [choices, found] = await Promise.all([
    employeeChoices(request),
    api(request).GET('/api/directory/employees/{employeeId}', { params: { path } }),
  ]);
  return { ...choices, employee: must(found) };
};

export const actions = {
  default: async (request) => {
    const path = { employeeId: request.params.employeeId };
    const values = readEmployee(await request.request.formData());
    const { nip: _, validFrom: __, seen: ___, ...body } = values;
    const answer = await api(request).PATCH('/api/directory/employees/{employeeId}', { params: { path }, body });
    if (answer.data) redirect(303, href(`/konsol/pegawai/${path.employeeId}?tersimpan`));
    return refusedEmployee(answer, values);
  },
};
