import { afterAll, describe, expect, it } from '@jest/globals';
import { Test } from '@nestjs/testing';
import { Documents, DocumentsModule } from './index.js';
import { attendanceList, certificate, commitment } from './testing/examples.js';
import { pdfInfo } from './testing/tools.js';

describe('the documents module', () => {
  const modules = Test.createTestingModule({ imports: [DocumentsModule] }).compile();
  afterAll(async () => (await modules).close());

  it('draws all papers, until the application closes', async () => {
    const module = await modules;
    const documents = module.get(Documents);
    const papers = await Promise.all([
      documents.drawCertificate(certificate()),
      documents.drawAttendanceList(attendanceList()),
      documents.drawCommitment(commitment(2)),
    ]);
    expect(papers.map((pdf) => pdfInfo(pdf).title.split(/[ :]/)[0])).toEqual(['Sertifikat', 'Daftar', 'Komitmen']);
    await documents.onModuleDestroy();
    await expect(documents.drawCommitment(commitment(1))).rejects.toMatchObject({ kind: 'closed' });
  });
});
