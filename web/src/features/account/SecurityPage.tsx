import { AccountLayout } from './AccountLayout';
import { SecuritySections } from './SecuritySections';

export default function SecurityPage() {
  return (
    <AccountLayout title="Security">
      <SecuritySections />
    </AccountLayout>
  );
}
