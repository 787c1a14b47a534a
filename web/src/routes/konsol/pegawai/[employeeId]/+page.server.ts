import { api } from '$lib/api/client';
import { must } from '$lib/api/problem';

export const load = async (request) => {
  const path = { employeeId: request.params.employeeId };
  const answer = await api(request).GET('/api/directory/employees/{employeeId}', { params: { path } });
  return { employee: must(answer) };
};
