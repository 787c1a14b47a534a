import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { attendanceListDrawing } from './attendance-list.js';
import { attendanceRecapDrawing } from './attendance-recap.js';
import { certificateDrawing } from './certificate.js';
import { commitmentDrawing } from './commitment.js';
import type {
  AttendanceListData,
  AttendanceRecapData,
  CertificateData,
  CommitmentData,
  TicketData,
} from './documents.types.js';
import { pngOf, ticketPage, ticketPicture } from './ticket.js';
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

  /** A page of A4 with the ticket in its upper half. */
  async drawTicket(data: TicketData): Promise<Buffer> {
    return this.typst.draw(ticketPage(data));
  }

  /** The ticket as a PNG for the screen of a phone. */
  async drawTicketPicture(data: TicketData): Promise<Buffer> {
    return pngOf(await this.typst.draw(ticketPicture(data), 'svg'));
  }

  async onModuleDestroy(): Promise<void> {
    await this.typst.close();
  }
}
