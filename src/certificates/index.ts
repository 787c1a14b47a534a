import { Certificate } from './certificate.entity.js';
import { CertificateVersion } from './certificate-version.entity.js';
import { NumberSeries } from './number-series.entity.js';

export { CertificatesModule } from './certificates.module.js';
export { Certificates } from './certificates.service.js';
export { IssueCertificates } from './issue-certificates.service.js';
export { RevokeCertificate } from './revoke-certificate.service.js';
export { Certificate };

export const certificatesEntities = [NumberSeries, Certificate, CertificateVersion];
