import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { attendanceListDrawing } from './attendance-list.js';
import { attendanceRecapDrawing } from './attendance-recap.js';
import { certificateDrawing } from './certificate.js';
import { commitmentDrawing } from './commitment.js';
import type { AttendanceListData, AttendanceRecapData, CertificateData, CommitmentData } from './documents.types.js';
import { TypstProcess } from './typst-process.js';

/** Papers as PDF/A with tags. Faults are a `DrawingError`; its kind says whether another try makes sense. */
@Injectable()
export class Documents implements OnModuleDestroy {
  private readonly typst = new TypstProcess();

  async drawCertificate(data: CertificateData): Promise<Buffer> {
    return this.typst.draw(certificateDrawing(data));
  }

  async drawAttendanceList(data: AttendanceListData): Promise<Buffer> {
    return this.typst.draw(attendanceListDrawing(data));
  }

  async drawAttendanceRecap(data: AttendanceRecapData): Promise<Buffer> {
    return this.typst.draw(attendanceRecapDrawing(data));
  }

  async drawCommitment(data: CommitmentData): Promise<Buffer> {
    return this.typst.draw(commitmentDrawing(data));
  }

  async onModuleDestroy(): Promise<void> {
    await this.typst.close();
  }
}
